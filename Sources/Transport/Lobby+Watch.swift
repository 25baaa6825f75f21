import Primitives
import Synchronization

/// A connection that waits for its use, and that is dropped if its other end goes away meanwhile.
struct WatchedChannel {
    let channel: TLSChannel
    let descriptor: Int32
    let events: Int16
}

extension Lobby {
    /// The connections that wait for their use.
    func watched() -> [WatchedChannel] {
        state.withLock { state in
            // A caller may send ahead, so only its end counts; on an idle connection anything is wrong.
            let callers = state.callers.map { ($0.arrival.channel, Waiting.ended) }
            let idle = state.idle.values.joined().map { ($0, Waiting.readable) }
            return (callers + idle).map { WatchedChannel(channel: $0, descriptor: $0.descriptor, events: $1) }
        }
    }

    /// Drops a connection that has ended, if nobody has taken it meanwhile.
    func drop(_ watched: WatchedChannel) {
        state.withLock { state in
            for key in state.idle.keys {
                if let index = state.idle[key]?.firstIndex(where: { $0 === watched.channel }) {
                    state.idle[key]?.remove(at: index).close()
                    return
                }
            }
            if let index = state.callers.firstIndex(where: { $0.arrival.channel === watched.channel }) {
                state.callers.remove(at: index).arrival.channel.close()
            }
        }
    }

    /// Drops callers whose job never began here.
    func dropLateCallers() {
        let now = ContinuousClock.now
        let late = state.withLock { state -> [Caller] in
            guard state.callers.contains(where: { now >= $0.deadline }) else { return [] }
            let late = state.callers.filter { now >= $0.deadline }
            state.callers.removeAll { now >= $0.deadline }
            return late
        }
        for caller in late { caller.arrival.channel.close() }
    }

    /// The connections that jobs have given back to the reception.
    func takeReturned() -> [TLSChannel] {
        state.withLock { state in
            defer { state.returned = [] }
            return state.returned
        }
    }
}
