import ArgumentParser
import Client
import Foundation
import Node
import Study
import Wire

/// `trefoil node rebuild`
struct NodeRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Rebuild a study's store from the two other nodes; the node must not run.",
        discussion: """
            Each of the others gives the component that it shares with this node, and no other; what they list is compared, and \
            every version checked against what was signed. Their operators agree first, each with \"trefoil node allow-rebuild \
            NAME\". What the store holds now is overwritten; its audit stays in a file beside it.
            """)

    @Option(help: "The node's configuration file.")
    var config: String

    @Option(help: "The study, if the node serves several.")
    var study: String?

    @Option(help: "A file that holds the passphrase of the key file; goes before the one in the configuration.")
    var passphraseFile: String?

    @Flag(help: "Do not ask for the node's name to be typed.")
    var yes = false

    func run() async throws {
        let configuration = try NodeConfiguration.load(path: config)
        let passphrase = passphraseFile ?? configuration.passphraseFile
        let preparation = try NodeDaemon.prepare(configuration) { () throws(Problem) in
            try Passphrase(file: passphrase).existing(of: configuration.keyFile)
        }
        try Confirmation.ask(
            "What the store of the node holds now will be lost; this cannot be undone.", typing: preparation.nodeName,
            yes: yes)
        let client = try StudyClient(
            study: try preparation.study(named: study), keys: preparation.nodeKeys)
        let now = UInt64(max(0, Date().timeIntervalSince1970))
        do {
            let rebuild = try NodeRebuild(preparation, study: study, at: now) { (node, path) throws(Problem) in
                try await client.rebuild(from: node, path)
            }
            let count = try await rebuild.run()
            await client.shutdown()
            Output.line("rebuilt: \(count) \(count == 1 ? "version" : "versions"); start the node")
        } catch {
            await client.shutdown()
            throw error
        }
    }
}

/// `trefoil node allow-rebuild`
struct NodeAllowRebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow-rebuild", abstract: "Agree, for a day, that another node is rebuilt from this one.",
        discussion: """
            Ask its operator by telephone first. This node then gives it the component that both held, and no other; it needs the \
            consent of the third node's operator too.
            """)

    @Argument(help: "The node that is rebuilt.")
    var node: String

    @Option(help: "This node's configuration file.")
    var config: String

    @Option(help: "The study, if the node serves several.")
    var study: String?

    func run() throws {
        let now = UInt64(max(0, Date().timeIntervalSince1970))
        try NodeDaemon.allowRebuild(try .load(path: config), study: study, of: node, at: now)
        Output.note("\(node) may be rebuilt from this node for a day")
    }
}
