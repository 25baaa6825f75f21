import Identity
import Logging
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Wire

/// Withdrawals of rows at one node.
///
/// Whoever learns of a withdrawal writes it down, deletes the rows, and hands it on with its receipt. From the moment that
/// one node knows of it no query of the study runs, until all three have signed that they deleted the rows: a node that
/// was down is told as soon as it is connected again.
final class WithdrawalDesk: Sendable {
    /// What follows a deletion at this node.
    struct Surroundings: Sendable {
        /// The tables have fewer rows: caches are emptied, lists read anew, jobs that run on what was deleted are ended.
        let deleted: @Sendable (Problem) -> Void
    }

    struct State {
        /// Withdrawals that not all three nodes have signed for, as far as is known here.
        var open: [StoredWithdrawal] = []
        /// The number of the last withdrawal of each table that is known here.
        var last: [String: UInt64] = [:]
        /// What other nodes know and this one does not yet.
        var missing: [Role: [String: UInt64]] = [:]
        /// The nodes' receipts do not fit.
        var conflict: Problem?
    }

    let study: Study
    let role: Role
    private let keys: PartyKeys
    let store: SQLiteShareStore
    let control: ControlLinks
    let audit: AuditDesk
    private let surroundings: Surroundings
    private let clock: @Sendable () -> UInt64
    let log: Logger
    let state = Mutex(State())
    /// One deletion at a time.
    private let working = Mutex(())
    /// One message about receipts at a time.
    let settling = Mutex(())
    private let reloading = Mutex(())
    let lastReminder = Mutex<ContinuousClock.Instant?>(nil)
    static let reminderInterval = Duration.seconds(5)

    init(
        study: Study, role: Role, keys: PartyKeys, store: SQLiteShareStore, control: ControlLinks, audit: AuditDesk,
        surroundings: Surroundings, clock: @escaping @Sendable () -> UInt64, log: Logger
    ) throws(Problem) {
        self.study = study
        self.role = role
        self.keys = keys
        self.store = store
        self.control = control
        self.audit = audit
        self.surroundings = surroundings
        self.clock = clock
        self.log = log
        try reload()
        // A node that was killed in the midst of it goes on where it stopped.
        try carryOutAll()
    }

    var name: String { study.node(role).name }

    // MARK: What others may do

    /// Refuses queries while a withdrawal is under way.
    ///
    /// - Throws: `Problem` "withdrawal-pending" that names the nodes which are missing; "withdrawal-differs".
    func checkServing() throws(Problem) {
        let (open, missing, conflict) = state.withLock { ($0.open, $0.missing, $0.conflict) }
        if let conflict { throw conflict }
        guard let first = open.first else {
            guard missing.values.contains(where: { !$0.isEmpty }) else { return }
            throw pending("some", waitingFor: [name])
        }
        let waiting = Role.allCases.filter { role in open.contains { $0.receipts[role] == nil } }
        throw pending(first.withdrawal.table, waitingFor: waiting.map { study.node($0).name })
    }

    private func pending(_ table: String, waitingFor nodes: [String]) -> Problem {
        Problem(
            "withdrawal-pending",
            "rows of \(table == "some" ? "a table" : table) were withdrawn, and "
                + "\(nodes.joined(separator: " and ")) \(nodes.count == 1 ? "has" : "have") not deleted them yet",
            at: "node \(name)", mend: "ask again when these nodes run and are connected", kind: .tryAgain)
    }

    /// Withdrawals of a table that were taken after an instant, in seconds since 1970: for rules that compare what is released
    /// before and after.
    func withdrawals(of table: String, since instant: UInt64) throws(Problem) -> [StoredWithdrawal] {
        try store.withdrawals().filter { $0.withdrawal.table == table && $0.known >= instant }
    }

    // MARK: From the owner

    /// Takes a withdrawal, deletes its rows, and returns it with the receipts that are there.
    func take(_ signed: SignedMessage) throws(Problem) -> WithdrawalState {
        let verified = try VerifiedWithdrawal(signed, in: study)
        try take(verified)
        try carryOutAll()
        return try state(of: verified.digest)
    }

    /// The receipts of a withdrawal so far.
    func state(of digest: Digest) throws(Problem) -> WithdrawalState {
        guard let stored = try store.withdrawals().first(where: { $0.digest == digest }) else {
            throw Problem(
                "unknown-withdrawal", "the node does not know this withdrawal", at: "node \(name)",
                mend: "withdraw again with the same register")
        }
        return WithdrawalState(receipts: Role.allCases.compactMap { stored.receipts[$0] })
    }

    func take(_ verified: VerifiedWithdrawal) throws(Problem) {
        guard try store.take(verified, at: clock()) else { return }
        try reload()
        let withdrawal = verified.withdrawal
        let details = [
            "items": "\(withdrawal.items.count)", "number": "\(withdrawal.number)", "table": withdrawal.table,
            "withdrawal": verified.digest.hex,
        ]
        audit.append(AuditEvent(.withdrawalTaken, by: withdrawal.owner, details))
        log.notice("rows withdrawn", metadata: ["table": "\(withdrawal.table)", "number": "\(withdrawal.number)"])
    }

    /// Deletes what has been taken and not carried out yet, in the order of the numbers.
    func carryOutAll() throws(Problem) {
        let result = working.withLock { _ in
            Result { () throws(Problem) in
                for stored in try store.withdrawals() where stored.receipts[role] == nil { try carryOut(stored) }
            }
        }
        try result.get()
    }

    private func carryOut(_ stored: StoredWithdrawal) throws(Problem) {
        // What runs now would be released with the rows in it.
        surroundings.deleted(pending(stored.withdrawal.table, waitingFor: [name]))
        let receipt = try store.carryOut(stored.digest, at: clock(), node: name) { .sign($0, by: keys) }
        surroundings.deleted(pending(stored.withdrawal.table, waitingFor: [name]))
        let revisions = try WithdrawalReceipt(wireBytes: receipt.payload).revisions
        var details = [
            "number": "\(stored.withdrawal.number)", "table": stored.withdrawal.table, "withdrawal": stored.digest.hex,
        ]
        for revision in revisions { details["left \(revision.batch)"] = "\(revision.rows) rows" }
        audit.append(AuditEvent(.withdrawalDone, by: name, details))
        log.notice("withdrawn rows deleted", metadata: ["table": "\(stored.withdrawal.table)"])
        try reload()
        control.broadcast(.withdrawal(stored.signed, receipts: [receipt]))
    }

    func reload() throws(Problem) {
        // Read and set in one turn, so that an older reading never takes the place of a newer one.
        let result = reloading.withLock { _ in Result { () throws(Problem) in try read() } }
        try result.get()
    }

    private func read() throws(Problem) {
        let all = try store.withdrawals()
        let conflict = all.lazy.filter(\.isComplete).compactMap(Self.conflict).first
        state.withLock { state in
            state.conflict = conflict
            state.open = all.filter { !$0.isComplete }
            state.last = [:]
            for stored in all {
                let table = stored.withdrawal.table
                state.last[table] = max(state.last[table] ?? 0, stored.withdrawal.number)
            }
            for (peer, tables) in state.missing {
                let last = state.last
                state.missing[peer] = tables.filter { $0.value > last[$0.key] ?? 0 }
            }
        }
    }

    /// What does not fit among the receipts of a withdrawal.
    private static func conflict(_ stored: StoredWithdrawal) -> Problem? {
        var receipts: [Role: WithdrawalReceipt] = [:]
        do throws(Problem) {
            for (role, signed) in stored.receipts { receipts[role] = try WithdrawalReceipt(wireBytes: signed.payload) }
            try WithdrawalReceipt.compare(receipts)
            return nil
        } catch {
            return error
        }
    }
}
