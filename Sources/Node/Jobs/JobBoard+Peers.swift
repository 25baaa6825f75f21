import Messages
import Primitives
import SecretSharing
import Synchronization
import Wire

// What the other nodes say about jobs.
extension JobBoard {
    /// Takes a control message about a job. Messages that make no sense for this role are ignored.
    func receive(_ message: ControlMessage, from peer: Role) {
        let effects: Effects = state.withLock { state in
            switch message {
            case .offer(let id) where isFirst: return offered(id, by: peer, &state)
            case .ended(let id) where isFirst: return endedElsewhere(id, by: peer, &state)
            case .withdraw(let id, let reason) where isFirst: return withdrawn(id, reason, &state)
            case .queued(let id, let place) where peer == .first:
                guard state.jobs[id]?.isOver == false else { return [] }
                state.jobs[id]?.isQueued = true
                state.jobs[id]?.status = .waiting(place: place)
                return []
            case .drop(let id, let reason) where peer == .first:
                return end(id, .failed(reason), &state)
            case .start(let id, let attempt, let tables) where peer == .first:
                guard let job = state.jobs[id], !job.isOver, !job.isRunning else {
                    return [.send(.ended(job: id), .first)]
                }
                state.jobs[id]?.status = .running
                return [.run(job, attempt, tables)]
            default: return []
            }
        }
        perform(effects)
    }

    /// Another node is connected: offers that it may have lost are made again.
    func connected(to peer: Role) {
        guard !isFirst, peer == .first else { return }
        let effects: Effects = state.withLock { state in
            let waiting = state.jobs.values.filter { !$0.isOver && !$0.isRunning }
            for job in waiting {
                state.jobs[job.id]?.isQueued = false
                state.jobs[job.id]?.waitingSince = .now
            }
            return waiting.map { .send(.offer(job: $0.id), .first) }
        }
        perform(effects)
    }

    /// The connection to another node is gone: what it offered is void, and its part of running jobs has ended.
    func disconnected(from peer: Role) {
        let effects: Effects = state.withLock { state in
            guard isFirst else {
                for id in state.jobs.keys where state.jobs[id]?.isOver == false { state.jobs[id]?.waitingSince = .now }
                return []
            }
            for id in state.queue {
                state.jobs[id]?.offers.remove(peer)
                state.jobs[id]?.waitingSince = .now
            }
            state.queue.removeAll { state.jobs[$0]?.offers.contains(peer) != true }
            for id in state.jobs.keys { state.jobs[id]?.offers.remove(peer) }
            for id in state.early.keys { state.early[id]?.roles.remove(peer) }
            return state.running.flatMap { endedElsewhere($0, by: peer, &state) }
        }
        perform(effects)
    }
}
