import Synchronization
import Wire

/// The grounds of a command that starts one cluster after the other, so that a signal can clear the one that is there.
final class EphemeralGrounds: Sendable {
    private struct State {
        var current: EphemeralGround?
        var isCleared = false
    }

    private let state = Mutex(State())

    /// Makes the ground of the next cluster; the one before has been cleared.
    func make() throws(Problem) -> EphemeralGround {
        let ground = try EphemeralGround()
        let isLate = state.withLock { state in
            state.current = ground
            return state.isCleared
        }
        if isLate {
            ground.clear()
            throw Problem("interrupted", "the command was interrupted")
        }
        return ground
    }

    /// Clears what is there; may be called from any thread.
    func clear() {
        let ground = state.withLock { state in
            state.isCleared = true
            return state.current
        }
        ground?.clear()
    }
}
