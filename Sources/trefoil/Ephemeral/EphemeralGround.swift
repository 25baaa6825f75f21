import Foundation
import Primitives
import Synchronization
import Wire

/// What ephemeral nodes leave in the world while they run: a temporary folder and processes. It is there before either of
/// them, so that whatever interrupts the command can clear it.
final class EphemeralGround: Sendable {
    /// The folder, which only this user can enter.
    let folder: URL

    private struct State: @unchecked Sendable {
        var nodes: [ChildNode] = []
        var isCleared = false
    }

    private let state = Mutex(State())

    /// Makes the folder.
    init() throws(Problem) {
        let name = "trefoil-\(Base64URL.encode(SecureRandom.bytes(6)))"
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Places.make(folder)
    }

    /// A file in the folder.
    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// Starts a node that `clear` will end.
    func start(_ make: () throws(Problem) -> ChildNode) throws(Problem) -> ChildNode {
        let outcome: Result<ChildNode, Problem> = state.withLock { state in
            guard !state.isCleared else { return .failure(Problem("interrupted", "the command was interrupted")) }
            do throws(Problem) {
                let node = try make()
                state.nodes.append(node)
                return .success(node)
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// The nodes that run.
    var processes: [pid_t] { state.withLock { $0.nodes.map(\.process) } }

    /// Ends the nodes and removes the folder; may be called twice and from any thread.
    func clear() {
        state.withLock { state in
            guard !state.isCleared else { return }
            state.isCleared = true
            state.nodes.forEach { $0.end() }
            state.nodes = []
            try? FileManager.default.removeItem(at: folder)
        }
    }
}
