import Identity
import Intake
import Logging
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Wire

/// Uploads at one node: prepared when this node holds its part durably, committed when all three do.
///
/// Three receipts together are the certificate. Who holds it commits and hands it on, so an upload is there on all three
/// nodes or on none, whoever stops whenever; the nodes settle what is open as soon as they are connected again.
final class UploadDesk: Sendable {
    private let study: Study
    private let role: Role
    private let keys: PartyKeys
    private let store: SQLiteShareStore
    private let tables: TableDirectory
    private let control: ControlLinks
    private let audit: AuditDesk
    private let clock: @Sendable () -> UInt64
    private let authority: StudyAuthority
    private let log: Logger
    /// Uploads that are over time here, and which nodes have said that they never committed them.
    private let overdue = Mutex<[BatchID: Set<Role>]>([:])
    /// A certificate may come from the owner and from another node at once.
    private let committing = Mutex(())
    private let lastQuestion = Mutex<ContinuousClock.Instant?>(nil)

    /// How long a commit waits for the version to be visible on all three nodes.
    private static let visibilityTime = Duration.seconds(5)
    /// How long after its end an upload may still be committed elsewhere, since clocks differ; seconds.
    private static let grace: UInt64 = 600
    private static let questionInterval = Duration.seconds(5)

    init(
        study: Study, authority: StudyAuthority, keys: PartyKeys, store: SQLiteShareStore, tables: TableDirectory,
        control: ControlLinks, audit: AuditDesk, log: Logger
    ) {
        self.study = study
        self.authority = authority
        role = authority.role
        clock = authority.clock
        self.keys = keys
        self.store = store
        self.tables = tables
        self.control = control
        self.audit = audit
        self.log = log
    }

    // MARK: From the owner

    /// Checks and stores this node's part, and signs for it.
    func prepare(_ submission: UploadSubmission) throws(Problem) -> SignedMessage {
        let statement = try VerifiedStatement(submission.statement, in: study)
        try checkAllowed(statement)
        try checkTime(statement.statement)
        let part = try UploadPart(wireBytes: submission.part)
            .expanded(for: role, statement: statement, codebook: study.codebook)
        let now = clock()
        try audit.checkServing()
        let isNew = try store.version(of: statement.statement.batch) == nil
        let version = try store.prepare(statement, own: part.own, next: part.next, rows: submission.rows, at: now)
        do throws(Problem) {
            // The study may have been closed since, even erased.
            try checkAllowed(statement)
        } catch {
            try store.discard([version.batch])
            throw error
        }
        if isNew { audit.upload(.uploadPrepared, version) }
        log.info(
            "upload prepared",
            metadata: ["table": "\(version.table)", "batch": "\(version.batch)", "rows": "\(version.rows)"])
        let receipt = PrepareReceipt(node: study.node(role).name, statement: statement.digest, prepared: now)
        return .sign(receipt, by: keys)
    }

    private func checkAllowed(_ statement: VerifiedStatement) throws(Problem) {
        try authority.checkTaking()
        guard let owner = study.owner(named: statement.statement.owner) else { return }
        try authority.checkRevoked(owner.name, owner.card)
    }

    /// Commits by certificate and waits a moment for the version to be visible everywhere.
    func commit(certificate bytes: [UInt8]) async throws(Problem) -> TableListing {
        let certificate = try CommitCertificate(wireBytes: bytes)
        try checkStillOpen(certificate)
        let batch = try commit(certificate)
        _ = await tables.becomesVisible(batch, within: Self.visibilityTime)
        return tables.listing()
    }

    /// After its time this node may have told the others that it never committed the upload, so it must not do so now.
    private func checkStillOpen(_ certificate: CommitCertificate) throws(Problem) {
        let statement = try VerifiedStatement(certificate.statement, in: study).statement
        guard let version = try store.version(of: statement.batch), version.status == .prepared, isOver(version) else {
            return
        }
        throw Problem(
            "upload-expired", "the upload was to be finished by \(AccessControl.text(statement.expires))",
            at: "table \(statement.table), node \(study.node(role).name)", mend: "upload the table again",
            kind: .refused)
    }

    private func commit(_ certificate: CommitCertificate) throws(Problem) -> BatchID {
        let verified = try VerifiedCertificate(certificate, in: study)
        let batch = verified.statement.statement.batch
        let (version, isNew) = try committing.withLock { _ in
            Result { () throws(Problem) in
                let isNew = try store.version(of: batch)?.status != .committed
                return (try store.commit(verified), isNew)
            }
        }.get()
        guard isNew else { return batch }
        log.info("upload committed", metadata: ["table": "\(version.table)", "batch": "\(batch)"])
        audit.upload(.uploadCommitted, version)
        try tables.reload()
        control.broadcast(.certificate(certificate))
        control.broadcast(.announce(tables.committed))
        return batch
    }

    private func checkTime(_ statement: UploadStatement) throws(Problem) {
        let now = clock()
        guard statement.created <= now + AccessControl.tolerance, now <= statement.expires else {
            throw Problem(
                "wrong-clock",
                "the upload is dated \(AccessControl.text(statement.created)), and the clock of this node says "
                    + AccessControl.text(now),
                at: "node \(study.node(role).name)", mend: "set the clock that is wrong, and upload again",
                kind: .refused)
        }
    }

    // MARK: From the other nodes

    /// Takes certificates, questions and answers of another node.
    func receive(_ message: ControlMessage, from peer: Role) {
        do throws(Problem) {
            switch message {
            case .certificate(let certificate):
                _ = try commit(certificate)
            case .asking(let batches):
                for batch in batches { try answer(batch, to: peer) }
            case .neverCommitted(let batch):
                try forget(batch, saidBy: peer)
            default: break
            }
        } catch {
            log.warning("upload not settled", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
        }
    }

    /// A node is connected: what is open is asked about at once.
    func connected(to peer: Role) {
        let open = openBatches()
        if !open.isEmpty { control.send(.asking(batches: open), to: peer) }
    }

    /// Called a few times a second: asks about what is open, now and then.
    func tick(now: ContinuousClock.Instant = .now) {
        let isDue = lastQuestion.withLock { last in
            if let last, now - last < Self.questionInterval { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let open = openBatches()
        if !open.isEmpty { control.broadcast(.asking(batches: open)) }
    }

    private func openBatches() -> [BatchID] {
        let versions = (try? store.versions()) ?? []
        return versions.filter { $0.status == .prepared }.prefix(10_000).map(\.batch)
    }

    /// Another node holds this batch without a certificate: it gets ours, or learns that there will be none.
    private func answer(_ batch: BatchID, to peer: Role) throws(Problem) {
        if let certificate = try store.certificate(of: batch) {
            control.send(.certificate(certificate), to: peer)
            return
        }
        let version = try store.version(of: batch)
        if version.map(isOver) ?? true { control.send(.neverCommitted(batch: batch), to: peer) }
    }

    private func isOver(_ version: TableVersion) -> Bool {
        clock() > version.statement.expires + Self.grace
    }

    /// Deletes a part once its time is over and both other nodes have said that they never committed it.
    private func forget(_ batch: BatchID, saidBy peer: Role) throws(Problem) {
        guard let version = try store.version(of: batch), version.status == .prepared, isOver(version) else { return }
        let said = overdue.withLock { overdue in
            overdue[batch, default: []].insert(peer)
            return overdue[batch]?.count ?? 0
        }
        guard said == Role.allCases.count - 1 else { return }
        overdue.withLock { $0[batch] = nil }
        try store.discard([batch])
        audit.upload(.uploadDiscarded, version)
        log.info("upload expired", metadata: ["table": "\(version.table)", "batch": "\(batch)"])
    }
}
