import Language
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Wire

/// Which versions of which tables each of the three nodes has committed. A version is visible when all three have it.
final class TableDirectory: Sendable {
    fileprivate struct State {
        /// This node's committed versions, newest first.
        var own: [TableReference] = []
        /// What the others announced last.
        var others: [Role: Set<TableReference>] = [:]
        var waiters: [Waiter] = []
    }

    fileprivate struct Waiter {
        let batch: BatchID
        let deadline: ContinuousClock.Instant
        let answer: CheckedContinuation<Void, Never>
    }

    private let study: Study
    private let role: Role
    private let store: SQLiteShareStore
    private let state = Mutex(State())

    init(study: Study, role: Role, store: SQLiteShareStore) throws(Problem) {
        self.study = study
        self.role = role
        self.store = store
        try reload()
    }

    /// Reads this node's committed versions again.
    func reload() throws(Problem) {
        // The store lists a table's versions oldest first.
        let own = try store.versions().filter { $0.status == .committed }.reversed().map {
            TableReference(table: $0.table, batch: $0.batch, rows: $0.rows)
        }
        settle { $0.own = own }
    }

    /// This node's committed versions, newest first.
    var committed: [TableReference] { state.withLock { $0.own } }

    /// Takes another node's announcement.
    func announced(_ versions: [TableReference], by peer: Role) {
        settle { $0.others[peer] = Set(versions) }
    }

    /// The newest visible version of each table, and what is not visible yet.
    func listing() -> TableListing {
        let (visible, settling) = state.withLock { state in
            let visible = state.own.filter { state.isVisible($0) }
            return (visible, state.own.filter { !state.isVisible($0) })
        }
        var newest: [String: TableReference] = [:]
        for version in visible where newest[version.table] == nil { newest[version.table] = version }
        return TableListing(
            study: study.name, visible: study.tables.compactMap { newest[$0] }, settling: settling)
    }

    /// The versions a plan runs on: the newest visible one of each of its tables.
    func versions(for plan: Plan) throws(Problem) -> [TableReference] {
        let visible = listing().visible
        var versions: [TableReference] = []
        for table in plan.tables {
            guard let version = visible.first(where: { $0.table == table }) else {
                throw Problem(
                    "no-table", "the table \(table) is not on all three nodes", at: "study \(study.name)",
                    mend: "its owner uploads it with: trefoil upload STUDY FILE --table \(table)")
            }
            versions.append(version)
        }
        return versions
    }

    /// Waits until a version is visible, or the time is over.
    func becomesVisible(_ batch: BatchID, within time: Duration) async -> Bool {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isDone = state.withLock { state in
                if state.own.contains(where: { $0.batch == batch && state.isVisible($0) }) { return true }
                state.waiters.append(Waiter(batch: batch, deadline: .now + time, answer: continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
        return state.withLock { state in state.own.contains { $0.batch == batch && state.isVisible($0) } }
    }

    /// Lets go who has waited long enough.
    func tick(now: ContinuousClock.Instant = .now) {
        let over = state.withLock { state in
            let over = state.waiters.filter { $0.deadline <= now }
            state.waiters.removeAll { $0.deadline <= now }
            return over
        }
        for waiter in over { waiter.answer.resume() }
    }

    private func settle(_ change: (inout State) -> Void) {
        let done = state.withLock { state in
            change(&state)
            let visible = Set(state.own.filter { state.isVisible($0) }.map(\.batch))
            let done = state.waiters.filter { visible.contains($0.batch) }
            state.waiters.removeAll { visible.contains($0.batch) }
            return done
        }
        for waiter in done { waiter.answer.resume() }
    }
}

extension TableDirectory.State {
    fileprivate func isVisible(_ version: TableReference) -> Bool {
        others.count == Role.allCases.count - 1 && others.values.allSatisfy { $0.contains(version) }
    }
}
