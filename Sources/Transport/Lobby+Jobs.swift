import Primitives
import SecretSharing
import Synchronization
import Wire

extension Lobby {
    /// Notes a job that waits for a peer to dial; a connection that is already there is delivered at once.
    func register(_ waiter: Waiter) {
        let caller = state.withLock { state -> Caller? in
            state.waiters[ObjectIdentifier(waiter.mailbox)] = waiter
            let fitting = state.callers.indices.filter { Self.fits(state.callers[$0], waiter, state.studies) }
            guard let index = fitting.last else { return nil }
            return state.callers.remove(at: index)
        }
        if let caller { waiter.mailbox.deliver(caller.arrival) }
    }

    /// Forgets a job; connections that were delivered too late are closed.
    func unregister(_ mailbox: Mailbox) {
        _ = state.withLock { $0.waiters.removeValue(forKey: ObjectIdentifier(mailbox)) }
        while let late = mailbox.take() { late.channel.close() }
    }

    /// What became of a hello.
    enum Reception {
        case delivered
        case kept
        case refused
    }

    /// Delivers a hello to the job that waits for it, or keeps it for a while.
    func receive(_ arrival: Mailbox.Arrival, pin: Digest) -> Reception {
        let caller = Caller(arrival: arrival, pin: pin, deadline: .now + timeouts.hop)
        let (mailbox, reception) = state.withLock { state -> (Mailbox?, Reception) in
            guard !state.isStopping else { return (nil, .refused) }
            if let waiter = state.waiters.values.first(where: { Self.fits(caller, $0, state.studies) }) {
                state.waiters[ObjectIdentifier(waiter.mailbox)] = nil
                return (waiter.mailbox, .delivered)
            }
            let waiting = state.callers.count { $0.pin == pin }
            guard waiting < timeouts.connectionsPerPeer else { return (nil, .refused) }
            state.callers.append(caller)
            return (nil, .kept)
        }
        mailbox?.deliver(arrival)
        return reception
    }

    /// Whether a hello is for a job. One that names a study unknown here is taken too, so that the job can say so.
    private static func fits(_ caller: Caller, _ waiter: Waiter, _ studies: [Digest: StudyPeers]) -> Bool {
        let study = caller.arrival.hello.studyDigest
        return caller.pin == waiter.pin && caller.arrival.hello.job == waiter.job
            && (study == waiter.study || studies[study] == nil)
    }

    /// A free connection to a peer that this node dials.
    func takeIdle(_ key: PeerKey) -> TLSChannel? {
        state.withLock { $0.idle[key]?.popLast() }
    }

    /// Takes a connection back after a job that ended well.
    func giveBack(_ channel: TLSChannel, _ key: PeerKey) {
        let isKept = state.withLock { state in
            guard !state.isStopping else { return false }
            if channel.isDialled {
                guard channel.buffered == 0, state.idle[key, default: []].count < timeouts.connectionsPerPeer else {
                    return false
                }
                state.idle[key, default: []].append(channel)
            } else {
                state.returned.append(channel)
            }
            return true
        }
        if !isKept {
            channel.sayGoodbye(.ended)
        } else if !channel.isDialled {
            receptionBell.ring()
        }
    }

    /// Notes a lease, so that it ends when the endpoint stops; false if it is stopping already.
    func begin(_ cancellation: JobCancellation, for bell: Doorbell) -> Bool {
        state.withLock { state in
            guard !state.isStopping else { return false }
            state.leases[ObjectIdentifier(bell)] = cancellation
            return true
        }
    }

    func end(_ bell: Doorbell) {
        _ = state.withLock { $0.leases.removeValue(forKey: ObjectIdentifier(bell)) }
    }
}
