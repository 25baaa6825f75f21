import ArgumentParser
import Bench
import Foundation
import Node
import Wire

/// `trefoil node`
struct NodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a compute node.",
        discussion: """
            The configuration file names the key file, the study files, the data folder and the two ports (peers 30000, \
            HTTPS 55000). SIGTERM ends the node gracefully. Documentation/deployment.md explains each line.
            """)

    @Option(help: "The configuration file (node.yaml).")
    var config: String

    @Option(help: "A file that holds the passphrase of the key file; goes before the one in the configuration.")
    var passphraseFile: String?

    @Flag(help: "Only check configuration, keys and studies, and say what is wrong where.")
    var check = false

    @Flag(help: .hidden)
    var untilInputEnds = false

    /// For `trefoil bench`: how long each message of a job takes in addition.
    @Option(help: .hidden)
    var latency = Latency(nanoseconds: 0)

    func run() async throws {
        let configuration = try NodeConfiguration.load(path: config)
        let file = passphraseFile ?? configuration.passphraseFile
        let preparation = try NodeDaemon.prepare(configuration) { () throws(Problem) in
            try Passphrase(file: file).existing(of: configuration.keyFile)
        }
        if check {
            for line in preparation.summary { Output.line(line) }
            return Output.line("\(config): in order")
        }
        let (stops, stop) = AsyncStream<Void>.makeStream()
        let signals = StopSignals([SIGTERM, SIGINT]) { _ in stop.yield() }
        if untilInputEnds { watchInput { stop.yield() } }
        try await NodeDaemon.run(
            preparation, wrapping: DelayedLink.wrapping(latency: latency.nanoseconds),
            until: { for await _ in stops { return } },
            ready: { peer, https in Output.line("ready peer=\(peer) https=\(https)") })
        withExtendedLifetime(signals) {}
    }

    /// Whoever started the node holds the other end of its standard input; when that is gone, so is the node.
    private func watchInput(_ ended: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            ended()
            sleep(10)
            Foundation.exit(1)
        }
    }
}
