import Glibc
import MPC
import Primitives
import SecretSharing
import Wire

/// One half of a meeting: how far this node has come with one neighbour.
struct MeetingSide {
    enum Stage {
        /// The neighbour dials; its hello has not come.
        case expecting
        /// The neighbour could not be reached; tried again at the instant.
        case pausing(ContinuousClock.Instant)
        /// Being dialled.
        case dialling(Outgoing)
        /// Our hello is sent, the answer has not come.
        case greeting(TLSChannel, isPooled: Bool)
        /// Both hellos are exchanged and agree.
        case met(TLSChannel, JobHello)
    }

    let neighbour: Neighbour
    let role: Role
    let node: StudyPeers.Party
    let mailbox: Mailbox?
    var stage: Stage
    var pause: Duration
    var lastProblem: Problem?
    /// Whether the met neighbour can still tell us that it leaves.
    var isWatched = true
    /// Whether the met neighbour has ended its part of the job already.
    var hasEnded = false

    /// The connection and the neighbour's hello, once they are agreed upon.
    var agreed: (TLSChannel, JobHello)? {
        if case .met(let channel, let hello) = stage { return (channel, hello) }
        return nil
    }

    func key(_ study: StudyPeers) -> Lobby.PeerKey {
        .init(study: study.studyDigest, role: role)
    }

    var channel: TLSChannel? {
        switch stage {
        case .greeting(let channel, _), .met(let channel, _): channel
        case .expecting, .pausing, .dialling: nil
        }
    }

    /// What to poll for on behalf of this side.
    var entry: pollfd {
        switch stage {
        case .dialling(let outgoing): pollfd(outgoing.descriptor, outgoing.events)
        case .greeting(let channel, _):
            pollfd(channel.descriptor, Waiting.readable | (channel.hasOutgoing ? Waiting.writable : 0))
        case .met(let channel, _): isWatched ? pollfd(channel.descriptor, Waiting.readable) : pollfd(-1, 0)
        case .expecting, .pausing: pollfd(-1, 0)
        }
    }

    /// When to look again, if nothing happens before.
    var wakes: ContinuousClock.Instant? {
        switch stage {
        case .pausing(let until): until
        case .dialling(let outgoing): outgoing.deadline
        case .expecting, .greeting, .met: nil
        }
    }
}
