import Primitives
import SecretSharing
import Synchronization
import Wire

/// What the threads of an endpoint share: who belongs to which study, who waits for whom, and which connections are free.
final class Lobby: Sendable {
    /// A peer in a study.
    struct PeerKey: Hashable {
        let study: Digest
        let role: Role
    }

    /// A job that waits for a peer to dial.
    struct Waiter {
        let pin: Digest
        let study: Digest
        let job: Digest
        let mailbox: Mailbox
    }

    /// A connection with a hello for a job that has not begun here.
    struct Caller {
        let arrival: Mailbox.Arrival
        let pin: Digest
        let deadline: ContinuousClock.Instant
    }

    struct State {
        var studies: [Digest: StudyPeers] = [:]
        var waiters: [ObjectIdentifier: Waiter] = [:]
        var callers: [Caller] = []
        /// Connections that this node dialled and that no job uses.
        var idle: [PeerKey: [TLSChannel]] = [:]
        /// Connections that peers dialled and that jobs have given back.
        var returned: [TLSChannel] = []
        var control: [PeerKey: PeerConnection] = [:]
        var troubles: [PeerKey: Problem] = [:]
        var leases: [ObjectIdentifier: JobCancellation] = [:]
        var addresses: [HostPort: [SocketAddress]] = [:]
        var isStopping = false
    }

    let state = Mutex(State())
    let timeouts: TransportTimeouts
    /// Wakes the reception.
    let receptionBell = Doorbell()

    init(timeouts: TransportTimeouts) {
        self.timeouts = timeouts
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    func study(_ digest: Digest) -> StudyPeers? { state.withLock { $0.studies[digest] } }

    func study(named name: String) -> StudyPeers? {
        state.withLock { state in state.studies.values.first { $0.studyName == name } }
    }

    /// The digests of all certificates that peers may show.
    var acceptedPins: Set<Digest> {
        state.withLock { state in
            Set(state.studies.values.flatMap { study in study.others.map { study[$0].certificatePin } })
        }
    }

    /// Resolves an address, or takes it from memory.
    func addresses(of target: HostPort, fresh: Bool) throws(Problem) -> [SocketAddress] {
        if !fresh, let known = state.withLock({ $0.addresses[target] }) { return known }
        let found = try SocketAddress.resolve(target)
        state.withLock { $0.addresses[target] = found }
        return found
    }

    /// Ends everything that waits or runs.
    func stop() {
        let (connections, leases) = state.withLock { state in
            state.isStopping = true
            for caller in state.callers { caller.arrival.channel.close() }
            // A neighbour may still be in the job that this node has ended well, waiting for the third.
            for channel in state.idle.values.joined() + state.returned { channel.sayGoodbye(.ended) }
            state.callers = []
            state.idle = [:]
            state.returned = []
            return (Array(state.control.values), Array(state.leases.values))
        }
        for connection in connections { connection.close() }
        let reason = Problem(
            "node-stopping", "the node is being stopped", mend: "try again when it runs", kind: .tryAgain)
        for lease in leases { lease.cancel(reason: reason) }
        receptionBell.ring()
    }
}
