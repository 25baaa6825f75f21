import Primitives
import Synchronization
import Wire

extension Lobby {
    /// Notes a control connection and closes the one before it; false if the endpoint is stopping.
    func connected(_ connection: PeerConnection, _ key: PeerKey) -> Bool {
        let (isNoted, old) = state.withLock { state -> (Bool, PeerConnection?) in
            guard !state.isStopping else { return (false, nil) }
            let old = state.control[key]
            state.control[key] = connection
            state.troubles[key] = nil
            return (true, old)
        }
        old?.close()
        return isNoted
    }

    func disconnected(_ connection: PeerConnection, _ key: PeerKey) {
        state.withLock { state in
            if state.control[key] === connection { state.control[key] = nil }
        }
    }

    func isConnected(_ key: PeerKey) -> Bool {
        state.withLock { $0.control[key] != nil }
    }

    /// Why there is no control connection; false if that was known before.
    @discardableResult
    func note(_ problem: Problem, _ key: PeerKey) -> Bool {
        state.withLock { state in
            let isNew = state.troubles[key] != problem
            state.troubles[key] = problem
            return isNew
        }
    }

    func trouble(_ key: PeerKey) -> Problem? {
        state.withLock { $0.troubles[key] }
    }
}
