import ArgumentParser
import Foundation
import Node
import Wire

/// `trefoil node backup`
struct NodeBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy a study's store into a file; the node may run.",
        discussion: """
            The copy holds this node's shares and its audit: keep it as safe as the data folder, and the key file apart from it. \
            Receipts of later withdrawals name it, since rows that are withdrawn after it are still in it.
            """)

    @Option(help: "The node's configuration file.")
    var config: String

    @Option(help: "The study, if the node serves several.")
    var study: String?

    @Option(name: .shortAndLong, help: "The file to write; one that is there is not overwritten.")
    var output: String

    func run() throws {
        let now = UInt64(max(0, Date().timeIntervalSince1970))
        try NodeDaemon.backUp(try .load(path: config), study: study, to: output, at: now)
        Output.note("copied to \(output)")
    }
}
