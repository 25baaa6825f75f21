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

    /// Forgets a study and ends its free connections; jobs that have leased some go on to their end.
    func remove(study digest: Digest) {
        let control = state.withLock { state -> [PeerConnection] in
            state.studies[digest] = nil
            state.troubles = state.troubles.filter { $0.key.study != digest }
            for key in state.idle.keys where key.study == digest {
                for channel in state.idle.removeValue(forKey: key) ?? [] { channel.sayGoodbye(.ended) }
            }
            return state.control.filter { $0.key.study == digest }.map(\.value)
        }
        for connection in control { connection.close() }
    }

    func trouble(_ key: PeerKey) -> Problem? {
        state.withLock { $0.troubles[key] }
    }
}
