import Engine
import Foundation
import Identity
import Language
import Logging
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Transport
import Wire

/// One study at one node: its tables, its job board, its links to the two other nodes. Nothing crosses between studies.
final class StudyService: Sendable {
    let study: Study
    let role: Role
    let name: String
    let keys: PartyKeys
    let store: SQLiteShareStore
    let tables: TableDirectory
    let uploads: UploadDesk
    let access: AccessControl
    let authority: StudyAuthority
    let desk: StudyDesk
    let board: JobBoard
    private let control: ControlLinks
    private let ledger: SelectionLedger
    private let runner: JobRunner
    private let log: Logger

    /// The service of the version that is in force now; after an amendment another one takes its place.
    init(
        _ desk: StudyDesk, store: SQLiteShareStore, endpoint: PeerEndpoint, limits: JobBoard.Limits, log: Logger,
        wrapping: @escaping LinkWrapping
    ) throws(Problem) {
        let (authority, keys) = (desk.authority, desk.keys)
        let (study, role) = (authority.study, authority.role)
        var log = log
        log[metadataKey: "study"] = "\(study.name)"
        let name = study.node(role).name
        let control = ControlLinks()
        let tables = try TableDirectory(study: study, role: role, store: store)
        let ledger = try SelectionLedger(store: store)
        let runner = JobRunner(
            study: study, role: role, keys: keys, endpoint: endpoint, cache: TableCache(store: store), log: log,
            wrapping: wrapping, ledger: ledger, tellLedger: { control.broadcast(ledger.message) })
        var limits = limits
        // Where selections are compared, each query has to know those before it.
        if study.policy.comparesSelections { limits.atOnce = 1 }
        let boardBox = Mutex<JobBoard?>(nil)
        let finish: @Sendable (Digest, JobStatus) -> Void = { id, status in
            boardBox.withLock { $0 }?.finish(id, status)
        }
        let board = JobBoard(
            role: role, limits: limits,
            surroundings: JobBoard.Surroundings(
                send: { control.send($0, to: $1) },
                isConnected: { control.isConnected($0) },
                trouble: { endpoint.trouble($0, study: study.digest) },
                name: { study.node($0).name },
                versions: { plan throws(Problem) in try tables.versions(for: plan) },
                run: { job, attempt, tables in
                    runner.run(job, attempt: attempt, tables: tables) { finish(job.id, $0) }
                }))
        boardBox.withLock { $0 = board }
        self.study = study
        self.role = role
        self.name = name
        self.keys = keys
        self.store = store
        self.tables = tables
        self.desk = desk
        self.authority = authority
        self.access = desk.access
        self.uploads = UploadDesk(
            study: study, authority: authority, keys: keys, store: store, tables: tables, control: control, log: log)
        self.board = board
        self.control = control
        self.ledger = ledger
        self.runner = runner
        self.log = log
    }

    // MARK: Queries

    /// Takes a signed query: checks signature, time, study and plan for itself, and puts it on the board.
    func accept(query signed: SignedMessage) throws(Problem) -> (id: Digest, analyst: String) {
        guard let analyst = study.analyst(named: signed.signer) else {
            throw Problem(
                "unknown-signer", "\(signed.signer.prefix(64)) is not an analyst of the study \(study.name)",
                at: "node \(name)", mend: "ask the principal investigator to enter your card in the study file",
                kind: .refused)
        }
        try access.verify(signed, role: "an analyst")
        let request = try QueryRequest(wireBytes: signed.payload)
        guard request.analyst == analyst.name, request.studyDigest == study.digest else {
            throw Problem(
                "wrong-study", "the query was signed for another study or analyst", at: "node \(name)", kind: .refused)
        }
        try access.checkTime(request.issued)
        let plan = try Plan.parse(request.planText, study: study)
        guard plan.canonicalText == request.planText, plan.digest == request.planDigest else {
            throw Problem(
                "wrong-plan", "the plan is not in its canonical form, or its digest does not fit", at: "node \(name)",
                mend: "use a client of the same version as the nodes", kind: .refused)
        }
        try authority.admit(plan, by: analyst.name)
        let id = Digest(of: signed.payload)
        log.info("query received", metadata: ["job": "\(id.short)", "analyst": "\(analyst.name)"])
        let now = ContinuousClock.now
        try board.submit(Job(id: id, analyst: analyst.name, plan: plan, received: now, waitingSince: now))
        // The study may have been frozen, or something revoked, since it was admitted.
        if let objection = authority.objection(to: plan, by: analyst.name) {
            board.cancel(id, analyst: nil, reason: objection)
        }
        return (id, analyst.name)
    }

    /// Refuses requests of anyone who is neither analyst nor owner; the signature was checked before.
    func requireMember(_ access: SignedAccess) throws(Problem) {
        guard study.analyst(named: access.signer) != nil || study.owner(named: access.signer) != nil else {
            throw Problem("unknown-signer", "\(access.signer) is not a member of this study", kind: .refused)
        }
    }

    // MARK: The study's life

    /// Does what a party has signed; what the act forbids from now on ends at once.
    func perform(_ verified: StudyDesk.Verified) throws(Problem) {
        try desk.perform(verified) { () throws(Problem) in
            let batches = try store.eraseAll()
            runner.forgetTables()
            try tables.reload()
            control.broadcast(.announce(tables.committed))
            return batches
        }
        board.cancel { authority.objection(to: $0.plan, by: $0.analyst) }
    }

    /// Refuses those who may not see what waits for approval here.
    func requireDecider(_ access: SignedAccess) throws(Problem) {
        let approvers = study.manifest?.approvers ?? []
        guard
            access.signer == name
                || approvers.contains(where: { $0.member.name == access.signer && $0.node == name })
        else {
            throw Problem(
                "wrong-party", "\(access.signer) does not decide about requests at \(name)", at: "node \(name)",
                mend: "its operator and its approvers do", kind: .refused)
        }
    }

    // MARK: Other nodes

    /// Serves a control connection until it ends; called on a thread of the connection's own.
    func serve(_ connection: PeerConnection, peer: Role) {
        let peerName = study.node(peer).name
        control.connect(connection, to: peer)
        log.info("connected", metadata: ["node": "\(peerName)"])
        connection.trySend(.announce(tables.committed))
        if study.policy.comparesSelections { connection.trySend(ledger.message) }
        uploads.connected(to: peer)
        board.connected(to: peer)
        do throws(Problem) {
            while true {
                let frame = try connection.receive(limit: ControlMessage.sizeLimit, deadline: nil)
                receive(try ControlMessage(wireBytes: frame), from: peer)
            }
        } catch {
            log.info("disconnected", metadata: ["node": "\(peerName)", "reason": "\(error.what)"])
        }
        connection.close()
        if control.disconnect(connection, from: peer) { board.disconnected(from: peer) }
    }

    private func receive(_ message: ControlMessage, from peer: Role) {
        switch message {
        case .announce(let versions): tables.announced(versions, by: peer)
        case .selections(let queries):
            do throws(Problem) {
                try ledger.receive(queries, study: study)
            } catch {
                log.error("what another node has begun cannot be noted", metadata: ["reason": "\(error.what)"])
            }
        case .certificate, .asking, .neverCommitted: uploads.receive(message, from: peer)
        default: board.receive(message, from: peer)
        }
    }

    /// Called a few times a second.
    func tick() {
        board.tick()
        tables.tick()
        uploads.tick()
    }

    /// Ends waiting jobs, gives running ones `grace` to end, then cancels them.
    func shutDown(grace: Duration) async {
        let deadline = ContinuousClock.now + grace
        var running = board.close()
        while running > 0, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(20))
            running = board.runningCount
        }
        board.cancelAll(
            reason: Problem("node-stopping", "\(name) was shut down", mend: "ask again later", kind: .tryAgain))
        let end = ContinuousClock.now + .seconds(2)
        while board.runningCount > 0, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(5)) }
    }
}

extension Digest {
    /// The first characters, enough for a person to tell digests apart.
    var short: String { String(hex.prefix(12)) }
}
