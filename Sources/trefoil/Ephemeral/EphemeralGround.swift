import Foundation
import Primitives
import Synchronization
import Wire

/// What a demo leaves in the world while it runs: a temporary folder and node processes. It is there before either of
/// them, so that whatever interrupts the demo can clear it.
final class DemoGround: Sendable {
    /// The folder, which only this user can enter.
    let folder: URL

    private struct State: @unchecked Sendable {
        var nodes: [ChildNode] = []
        var isCleared = false
    }

    private let state = Mutex(State())

    /// Makes the folder.
    init() throws(Problem) {
        let name = "trefoil-demo-\(Base64URL.encode(SecureRandom.bytes(6)))"
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Places.make(folder)
    }

    /// A file in the folder.
    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// Starts a node that `clear` will end.
    func start(_ make: () throws(Problem) -> ChildNode) throws(Problem) -> ChildNode {
        let outcome: Result<ChildNode, Problem> = state.withLock { state in
            guard !state.isCleared else { return .failure(Problem("interrupted", "the demo was interrupted")) }
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
