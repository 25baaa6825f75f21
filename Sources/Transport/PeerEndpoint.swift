import Foundation
import MPC
public import Primitives
public import SecretSharing
import Synchronization
public import Wire

/// A node's end of all its connections to other nodes: it listens, dials, keeps control connections up, and leases
/// connections to jobs.
///
/// Connections are TLS 1.3 with certificates on both sides; each side accepts exactly the certificates on the cards of
/// the studies. A stopped endpoint cannot be started again; make a new one.
public final class PeerEndpoint: Sendable {
    /// How much a line of the log matters.
    public enum LogLevel: String, Sendable {
        case debug
        case info
        case warning
        case error
    }

    let lobby: Lobby
    private let context: TLSContext
    private let ownName: String
    private let room: ControlRoom
    private let listener: ListeningSocket?
    private let threads = ThreadGroup()
    private let isStarted = Mutex(false)

    /// Prepares an endpoint; ``start()`` lets it work.
    ///
    /// - Parameters:
    ///   - credentials: the node's certificate and key. Fails with `bad-credentials` if they cannot be used.
    ///   - ownName: the node's name, for messages.
    ///   - listener: where peers may connect; nil for a node that only dials. Closed when the endpoint stops.
    ///   - timeouts: how long to wait for what.
    ///   - log: called from any thread.
    ///   - controlHandler: runs on a thread of its own for each control connection, with the study and the peer's role;
    ///     when it returns, the connection is closed. It should return when ``PeerConnection/receive(limit:deadline:)``
    ///     says that the connection has ended.
    public init(
        credentials: TLSKeyPair, ownName: String, listener: ListeningSocket?, timeouts: TransportTimeouts = .init(),
        log: @escaping @Sendable (LogLevel, String) -> Void,
        controlHandler: @escaping @Sendable (StudyPeers, Role, PeerConnection) -> Void
    ) throws(Problem) {
        _ = Sockets.ignoreBrokenPipes
        context = try TLSContext(credentials: credentials)
        lobby = Lobby(timeouts: timeouts)
        self.ownName = ownName
        self.listener = listener
        room = ControlRoom(lobby: lobby, context: context, ownName: ownName, log: log, handler: controlHandler)
    }

    /// The port that peers may connect to; nil for a node that only dials.
    public var port: UInt16? { listener?.port }

    /// Adds a study, before or after the start. Its control connections are dialled as soon as the endpoint runs.
    public func add(study: StudyPeers) {
        let isNew = lobby.state.withLock { $0.studies.updateValue(study, forKey: study.studyDigest) == nil }
        if isNew, isStarted.withLock({ $0 }) { dial(study) }
    }

    /// Ends a study's control connections and forgets it. Jobs that run on leased connections are not hindered.
    public func remove(study digest: Digest) { lobby.remove(study: digest) }

    /// Begins to listen and to dial.
    public func start() {
        let isFirst = isStarted.withLock { isStarted in
            defer { isStarted = true }
            return !isStarted
        }
        guard isFirst, !lobby.isStopping else { return }
        if let listener {
            let reception = Reception(listener: listener, room: room, threads: threads)
            threads.start("reception") { reception.run() }
        }
        for study in lobby.state.withLock({ Array($0.studies.values) }) { dial(study) }
    }

    private func dial(_ study: StudyPeers) {
        for role in study.others where study.dials(role) {
            threads.start("dial") { [room] in room.keepUp(study, role) }
        }
    }

    /// Ends all connections, cancels the jobs that have leased some, and waits up to five seconds for the threads.
    ///
    /// Not to be called from a control handler.
    public func stop() {
        lobby.stop()
        room.stop()
        if threads.waitForAll(until: Date(timeIntervalSinceNow: 5)) {
            lobby.receptionBell.close()
            room.bell.close()
        }
        listener?.close()
    }

    /// Whether a control connection to a peer is up.
    public func isConnected(_ role: Role, study: Digest) -> Bool {
        lobby.isConnected(.init(study: study, role: role))
    }

    /// Leases a connection to each neighbour for one job, and agrees on the hello with both.
    ///
    /// Blocks the calling thread, which should be the job's own. Fails with `peer-down` (a node cannot be reached),
    /// `peer-late` (a node did not begin the job in time), `hello-differs` (in words), `wrong-certificate`,
    /// `certificate-refused`, `tls-version`, `unknown-study`, `node-stopping`, or the reason of the cancellation.
    ///
    /// - Parameters:
    ///   - hello: what the three nodes must agree on; role and nonce are set by the lease.
    ///   - study: the digest of the study whose nodes take part.
    ///   - deadline: when to give up.
    ///   - cancellation: ends the wait, and later the job's waits on the link.
    public func lease(
        _ hello: JobHello, study: Digest, deadline: ContinuousClock.Instant, cancellation: JobCancellation
    ) throws(Problem) -> TLSLink {
        guard let peers = lobby.study(study) else {
            throw Problem(
                "unknown-study", "\(ownName) does not take part in the study \(study.short)", at: "node \(ownName)",
                mend: "add the study to the configuration of \(ownName)", kind: .refused)
        }
        var hello = hello
        hello.role = peers.ownRole
        hello.nonce = SecureRandom.bytes(32)
        let bell = Doorbell()
        guard lobby.begin(cancellation, for: bell) else {
            throw Problem("node-stopping", "\(ownName) is being stopped", at: "node \(ownName)", kind: .tryAgain)
        }
        cancellation.add(bell)
        do throws(Problem) {
            let meeting = Meeting(
                study: peers, lobby: lobby, context: context, hello: hello, bell: bell, deadline: deadline,
                cancellation: cancellation)
            try meeting.run()
            return try TLSLink(meeting, cancellation: cancellation)
        } catch {
            cancellation.remove(bell)
            lobby.end(bell)
            throw error
        }
    }
}
