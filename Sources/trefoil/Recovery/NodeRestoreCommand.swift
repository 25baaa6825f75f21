import ArgumentParser
import Foundation
import Node
import Wire

/// `trefoil node restore`
struct NodeRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a copy of a study's store in its place; the node must not run.",
        discussion: """
            What the store holds now is lost. If the study went on after the copy was made, the other nodes notice it when the \
            node is started: rows that were withdrawn since are deleted again, and the node serves nothing until it is rebuilt.
            """)

    @Argument(help: "A file that \"trefoil node backup\" wrote.")
    var file: String

    @Option(help: "The node's configuration file.")
    var config: String

    @Option(help: "The study, if the node serves several.")
    var study: String?

    @Option(help: "A file that holds the passphrase of the key file; goes before the one in the configuration.")
    var passphraseFile: String?

    @Flag(help: "Do not ask for the node's name to be typed.")
    var yes = false

    func run() throws {
        let configuration = try NodeConfiguration.load(path: config)
        let passphrase = passphraseFile ?? configuration.passphraseFile
        let preparation = try NodeDaemon.prepare(configuration) { () throws(Problem) in
            try Passphrase(file: passphrase).existing(of: configuration.keyFile)
        }
        try Confirmation.ask(
            "What the store of the node holds now will be lost; this cannot be undone.", typing: preparation.nodeName,
            yes: yes)
        let now = UInt64(max(0, Date().timeIntervalSince1970))
        try NodeDaemon.restore(preparation, study: study, from: file, at: now)
        Output.note("restored from \(file); start the node, and see in its log whether it has to be rebuilt")
    }
}
