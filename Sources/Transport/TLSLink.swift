import Glibc
public import MPC
import Primitives
import SecretSharing
public import Wire

/// The way to both neighbours during one job, over two TLS connections that the job has leased.
///
/// For the one thread that runs the job. A job that ends without ``finish(reusable:)`` loses the connections.
public final class TLSLink: Link {
    /// One neighbour as the job sees it.
    struct Side {
        let channel: TLSChannel
        let key: Lobby.PeerKey
        let name: String
        /// Whether the end of this connection matters while the other neighbour is waited for.
        var isWatched: Bool
    }

    /// The secrets shared with the two neighbours: 32 bytes each, fresh for this lease, known to that neighbour only.
    public let pairSecrets: (left: [UInt8], right: [UInt8])
    /// What went wrong on the link, in words; nil as long as nothing has.
    public internal(set) var failure: Problem?

    var left: Side
    var right: Side
    let ownName: String
    let lobby: Lobby
    let bell: Doorbell
    let cancellation: JobCancellation
    /// Whom this party waits for at the moment.
    var awaited: Neighbour?
    /// Whom a neighbour says that it waits for.
    var reportedWaiting: [Neighbour: String] = [:]
    /// Whether this node has told its neighbours that it waits; the connections are not used again then.
    var hasAnnouncedWaiting = false
    /// The error that ended the link; all later calls give it again.
    var trouble: LinkError?
    private var isFinished = false

    init(_ meeting: Meeting, cancellation: JobCancellation) throws(Problem) {
        guard let (left, leftHello) = meeting.left.agreed, let (right, rightHello) = meeting.right.agreed else {
            throw Problem("peer-down", "the neighbours were not met")
        }
        let study = meeting.study
        let own = meeting.hello
        pairSecrets = (
            left: try PairSecret.derive(left, own: own, other: leftHello),
            right: try PairSecret.derive(right, own: own, other: rightHello)
        )
        self.left = Side(
            channel: left, key: .init(study: study.studyDigest, role: study.ownRole.left),
            name: study[study.ownRole.left].name, isWatched: !meeting.left.hasEnded)
        self.right = Side(
            channel: right, key: .init(study: study.studyDigest, role: study.ownRole.right),
            name: study[study.ownRole.right].name, isWatched: !meeting.right.hasEnded)
        ownName = meeting.ownName
        lobby = meeting.lobby
        bell = meeting.bell
        self.cancellation = cancellation
        // A neighbour that computes does not read; whether it is late is for the time of a hop to say.
        let patience = max(Sockets.usualPatience, lobby.timeouts.hop + .seconds(5))
        for channel in [left, right] { Sockets.setPatience(channel.descriptor, patience) }
    }

    deinit {
        finish(reusable: false)
    }

    /// The neighbour's name.
    public func describe(_ neighbour: Neighbour) -> String { self[neighbour].name }

    subscript(_ neighbour: Neighbour) -> Side {
        get { neighbour == .left ? left : right }
        set { if neighbour == .left { left = newValue } else { right = newValue } }
    }

    /// Hands over a message; what the socket does not take at once goes out while the job waits for its next message.
    public func send(
        _ payload: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour
    ) throws(LinkError) {
        if let trouble { throw trouble }
        let channel = neighbour == .left ? left.channel : right.channel
        do throws(ChannelEnd) {
            try channel.send(payload, tag: tag)
        } catch {
            throw lost(neighbour, error)
        }
    }

    /// Ends the job's use of the connections. Later calls have no effect.
    ///
    /// - Parameter reusable: whether the job ended well, having received all that was sent to it; the connections are
    ///   then kept for the next job. Otherwise both neighbours are told that this node leaves.
    public func finish(reusable: Bool) {
        guard !isFinished else { return }
        isFinished = true
        if trouble == nil {
            if reusable, !hasAnnouncedWaiting, sendRest() {
                for side in [left, right] {
                    Sockets.setPatience(side.channel.descriptor, Sockets.usualPatience)
                    lobby.giveBack(side.channel, side.key)
                }
            } else if trouble == nil {
                for side in [left, right] { side.channel.sayGoodbye(.ended) }
            }
        }
        if trouble == nil { trouble = .lost(node: ownName) }
        cancellation.remove(bell)
        lobby.end(bell)
        bell.close()
    }

    /// Waits until all that was handed over is with the sockets; false if that fails.
    private func sendRest() -> Bool {
        let deadline = ContinuousClock.now + lobby.timeouts.hop
        while left.channel.hasOutgoing || right.channel.hasOutgoing {
            do throws(LinkError) {
                try flush()
            } catch {
                return false
            }
            guard !cancellation.isCancelled, ContinuousClock.now < deadline else { return false }
            var entries = [Neighbour.left, .right].map { neighbour in
                let channel = self[neighbour].channel
                return channel.hasOutgoing ? pollfd(channel.descriptor, Waiting.writable) : pollfd(-1, 0)
            }
            entries.append(pollfd(bell.descriptor, Waiting.readable))
            Waiting.wait(&entries, until: min(deadline, .now + .milliseconds(250)))
        }
        return true
    }
}
