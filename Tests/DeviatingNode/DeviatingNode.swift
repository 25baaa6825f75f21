import Foundation
import MPC
import Node
import Synchronization
import TestSupport
import Wire

/// A compute node that runs its jobs as it should but for those that its arguments name. For tests only.
///
///     DeviatingNode CONFIGURATION [JOB:MESSAGE:DEED ...]
///
/// In the node's job number JOB, counted from 0, it does DEED to the message number MESSAGE that it sends: `flip`
/// turns a bit round, `shorten` cuts the last byte off, `drop` does not send it, `stop` stops the process before.
@main
enum DeviatingNode {
    static func main() async throws {
        signal(SIGPIPE, SIG_IGN)
        let deviations = CommandLine.arguments.dropFirst(2).compactMap(Deviation.init)
        guard CommandLine.arguments.count == deviations.count + 2 else {
            throw Problem("usage", "DeviatingNode CONFIGURATION [JOB:MESSAGE:DEED ...]", kind: .usage)
        }
        let configuration = try NodeConfiguration.load(path: CommandLine.arguments[1])
        let preparation = try NodeDaemon.prepare(configuration) { () throws(Problem) in nil }
        let jobs = Atomic(0)
        try await NodeDaemon.run(
            preparation,
            wrapping: { link in
                let job = jobs.wrappingAdd(1, ordering: .relaxed).oldValue
                return deviations.first { $0.job == job }?.wrap(link) ?? link
            },
            until: { while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) } },
            ready: { peer, https in
                print("ready peer=\(peer) https=\(https)")
                fflush(nil)
            })
    }
}

/// What is done to which message of which job.
private struct Deviation {
    let job: Int
    let message: Int
    let deed: Deed

    enum Deed: String {
        case flip
        case shorten
        case drop
        case stop
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 3, let job = Int(parts[0]), let message = Int(parts[1]),
            let deed = Deed(rawValue: String(parts[2]))
        else { return nil }
        (self.job, self.message, self.deed) = (job, message, deed)
    }

    func wrap(_ link: any Link) -> any Link {
        switch deed {
        case .flip: HostileLink(link, message: message, .flip(bit: 3))
        case .shorten: HostileLink(link, message: message, .shorten)
        case .drop: HostileLink(link, message: message, .drop)
        case .stop: StoppingLink(link, before: message)
        }
    }
}

/// A link that stops the whole process before a message; SIGCONT lets it go on.
private final class StoppingLink: Link {
    private let inner: any Link
    private let target: Int
    private var sent = 0

    init(_ inner: any Link, before target: Int) {
        self.inner = inner
        self.target = target
    }

    func send(_ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(LinkError) {
        if sent == target { kill(getpid(), SIGSTOP) }
        sent += 1
        try inner.send(payload, tag: tag, to: neighbour)
    }

    func receive(
        into payload: UnsafeMutableRawBufferPointer, tag: UInt64, from neighbour: Neighbour
    ) throws(LinkError) {
        try inner.receive(into: payload, tag: tag, from: neighbour)
    }

    func describe(_ neighbour: Neighbour) -> String { inner.describe(neighbour) }
}
