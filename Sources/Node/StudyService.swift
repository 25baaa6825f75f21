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
    let audit: AuditDesk
    let withdrawals: WithdrawalDesk
    /// Until when the tables are kept; the study sets it.
    let retention: RetentionKeeper
    /// What owners may ask about the rows of their tables.
    var rows: RowDesk { RowDesk(study: study, store: store) }
    /// What another node is rebuilt from.
    let rebuild: RebuildDesk
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
        let (study, role, clock) = (authority.study, authority.role, authority.clock)
        var log = log
        log[metadataKey: "study"] = "\(study.name)"
        let name = study.node(role).name
        let control = ControlLinks()
        let tables = try TableDirectory(study: study, role: role, store: store)
        let ledger = try SelectionLedger(store: store, current: { Set(tables.committed) })
        let cache = TableCache(store: store)
        let runner = JobRunner(
            study: study, role: role, keys: keys, endpoint: endpoint, cache: cache, clock: clock, log: log,
            wrapping: wrapping, ledger: ledger, tellLedger: { control.broadcast(ledger.message) })
        var limits = limits
        // Where selections are compared, each query has to know those before it.
        if study.policy.comparesSelections { limits.atOnce = 1 }
        let audit = AuditDesk(
            study: study, role: role, log: desk.audit, store: store, control: control, logger: log)
        let boardBox = Mutex<JobBoard?>(nil)
        let deleted: @Sendable (Problem) -> Void = { reason in
            boardBox.withLock { $0 }?.cancelAll(reason: reason)
            cache.clear()
            ledger.forgetSelections()
            try? tables.reload()
            control.broadcast(.announce(tables.committed))
        }
        let withdrawals = try WithdrawalDesk(
            study: study, role: role, keys: keys, store: store, control: control, audit: audit,
            surroundings: WithdrawalDesk.Surroundings(deleted: deleted), clock: clock, log: log)
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
                versions: { plan throws(Problem) in
                    try audit.checkServing()
                    try withdrawals.checkServing()
                    return try tables.versions(for: plan)
                },
                run: { job, attempt, tables in
                    do throws(Problem) {
                        try audit.checkServing()
                        try withdrawals.checkServing()
                    } catch {
                        return finish(job.id, .failed(error))
                    }
                    runner.run(job, attempt: attempt, tables: tables) { status in
                        // What is handed over has been written down before.
                        audit.ended(job, tables: tables, policy: study.policy, status)
                        finish(job.id, status)
                        audit.showHead()
                    }
                },
                dropped: { job, status in audit.ended(job, tables: [], policy: study.policy, status) }))
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
            study: study, authority: authority, keys: keys, store: store, tables: tables, control: control,
            audit: audit, log: log)
        rebuild = RebuildDesk(study: study, role: role, keys: keys, store: store, audit: audit, clock: clock)
        self.retention = RetentionKeeper(
            Retention(until: study.manifest?.retention.end), store: store, audit: audit, node: name, clock: clock,
            deleted: deleted, log: log)
        self.audit = audit
        self.withdrawals = withdrawals
        self.board = board
        self.control = control
        self.ledger = ledger
        self.runner = runner
        self.log = log
        audit.started(study, node: name)
    }

    // MARK: Queries

    /// Takes a signed query: checks signature, time, study and plan for itself, and puts it on the board.
    func accept(query signed: SignedMessage) throws(Problem) -> (id: Digest, analyst: String) {
        do throws(Problem) {
            let job = try check(query: signed)
            try audit.checkServing()
            try withdrawals.checkServing()
            try retention.checkServing()
            audit.accepted(job)
            try board.submit(job)
            // The study may have been frozen, or something revoked, since it was admitted.
            if let objection = authority.objection(to: job.plan, by: job.analyst) {
                board.cancel(job.id, analyst: nil, reason: objection)
            }
            return (job.id, job.analyst)
        } catch {
            // Strangers could fill the disk with refusals; they stand in the log only.
            if (try? access.verify(signed, role: "an analyst")) != nil { audit.refused(signed, error) }
            throw error
        }
    }

    private func check(query signed: SignedMessage) throws(Problem) -> Job {
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
        return Job(id: id, analyst: analyst.name, plan: plan, received: now, waitingSince: now)
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
        audit.connected(to: peer)
        withdrawals.connected(to: peer)
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
        case .auditHead, .auditWitness: audit.receive(message, from: peer)
        case .withdrawn, .withdrawal: withdrawals.receive(message, from: peer)
        default: board.receive(message, from: peer)
        }
    }

    /// Called a few times a second.
    func tick() {
        board.tick()
        tables.tick()
        uploads.tick()
        withdrawals.tick()
        retention.tick()
        audit.tick()
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
        audit.stopped(node: name)
    }
}

extension Digest {
    /// The first characters, enough for a person to tell digests apart.
    var short: String { String(hex.prefix(12)) }
}
