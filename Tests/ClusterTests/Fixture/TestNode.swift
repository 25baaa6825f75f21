import Foundation
import Identity
import Node
import Synchronization
import Wire

/// A node of a study that runs in this process; it can be stopped and started again, with the same ports and data.
final class TestNode: Sendable {
    let name: String
    let peer: PortReservation
    let https: PortReservation
    private let folder: URL
    private let study: String
    private let running = Mutex<Running?>(nil)

    private struct Running {
        let stop: AsyncStream<Void>.Continuation
        let task: Task<Void, any Error>
    }

    /// - Parameters:
    ///   - folder: holds the study file, gets everything of the node.
    ///   - study: the name of the study file.
    init(keys: PartyKeys, peer: PortReservation, https: PortReservation, folder: URL, study: String) throws {
        name = keys.name
        self.peer = peer
        self.https = https
        self.folder = folder
        self.study = study
        try keys.save(to: folder.appendingPathComponent("\(name).keys").path, passphrase: nil)
    }

    /// The folder of the node's data.
    var dataFolder: URL { folder.appendingPathComponent(name) }

    /// Starts the node; returns when it listens.
    func start() async throws {
        let file = folder.appendingPathComponent("\(name).yaml")
        try Data(
            """
            format: 1
            keys: \(name).keys
            data: \(name)
            peer: {listen: "fd:\(try peer.listen())"}
            https: {listen: "fd:\(try https.listen())"}
            studies: [\(study)]
            log: {level: critical}

            """.utf8
        ).write(to: file)
        let preparation = try NodeDaemon.prepare(try .load(path: file.path)) { () throws(Problem) in nil }
        let (stopped, stop) = AsyncStream<Void>.makeStream()
        let (events, event) = AsyncStream<Void>.makeStream()
        let task = Task(executorPreference: OwnThreads.shared) {
            defer { event.finish() }
            try await NodeDaemon.run(preparation) {
                for await _ in stopped {}
            } ready: { _, _ in
                event.yield()
            }
        }
        for await _ in events {
            running.withLock { $0 = Running(stop: stop, task: task) }
            return
        }
        try await task.value
        throw Problem("node-ended", "\(name) ended before it was ready")
    }

    /// Stops the node and waits until it has ended; does nothing where it does not run.
    func stop() async throws {
        let running = running.withLock { running in
            defer { running = nil }
            return running
        }
        guard let running else { return }
        running.stop.finish()
        try await running.task.value
    }
}
