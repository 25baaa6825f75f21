import Foundation
import Logging
import Store
import Study
import Synchronization
import Wire

/// Sees by the node's clock to it that a study's tables are deleted when their time is over, and warns of it before.
final class RetentionKeeper: Sendable {
    private struct State {
        var retention: Retention
        /// The day, counted from 1970, of the last warning.
        var warned: UInt64?
        var isDeleted = false
    }

    private let store: SQLiteShareStore
    private let audit: AuditDesk
    private let node: String
    private let clock: @Sendable () -> UInt64
    /// Called before and after the tables are deleted: caches are emptied, jobs ended.
    private let deleted: @Sendable (Problem) -> Void
    private let log: Logger
    private let state: Mutex<State>

    init(
        _ retention: Retention, store: SQLiteShareStore, audit: AuditDesk, node: String,
        clock: @escaping @Sendable () -> UInt64, deleted: @escaping @Sendable (Problem) -> Void, log: Logger
    ) {
        state = Mutex(State(retention: retention))
        self.store = store
        self.audit = audit
        self.node = node
        self.clock = clock
        self.deleted = deleted
        self.log = log
    }

    /// Takes a new end, as an amendment of the study sets it.
    func change(to retention: Retention) { state.withLock { $0.retention = retention } }

    /// How it stands now.
    var standing: Retention.Standing { state.withLock { $0.retention }.standing(at: clock()) }

    /// A line for the status of the study; nil where the end is far.
    var notice: String? {
        switch standing {
        case .kept: nil
        case .ending(let days): "the tables are deleted in \(days) \(days == 1 ? "day" : "days"), at \(end)"
        case .over: "the tables were to be kept until \(end), and are deleted"
        }
    }

    private var end: String { AccessControl.text(state.withLock { $0.retention.until } ?? 0) }

    /// Refuses uploads and queries when the time is over.
    ///
    /// - Throws: `Problem` "retention-over".
    func checkServing() throws(Problem) {
        if case .over = standing { throw over }
    }

    private var over: Problem {
        Problem(
            "retention-over", "the study's tables were to be kept until \(end)", at: "node \(node)",
            mend: "they are deleted; a longer time needs an amendment of the study before its end", kind: .refused)
    }

    /// Called a few times a second.
    func tick() {
        switch standing {
        case .kept: break
        case .ending(let days): warn(days)
        case .over: delete()
        }
    }

    /// Once a day in the log, once in all in the audit.
    private func warn(_ days: Int) {
        let today = clock() / 86_400
        let isNew = state.withLock { state in
            defer { state.warned = today }
            return state.warned != today
        }
        guard isNew, let notice else { return }
        log.warning("\(notice)")
        let until = Array(end.utf8)
        guard (try? store.note("retention warned")) != until else { return }
        audit.append(AuditEvent(.retentionWarned, by: node, ["until": end]))
        try? store.setNote("retention warned", until)
    }

    private func delete() {
        guard !state.withLock({ $0.isDeleted }) else { return }
        let problem = over
        deleted(problem)
        do throws(Problem) {
            let count = try store.deleteTables()
            deleted(problem)
            if count > 0 {
                audit.append(AuditEvent(.retentionDeleted, by: node, ["until": end, "uploads": "\(count)"]))
                log.notice("retention over, tables deleted", metadata: ["uploads": "\(count)"])
            }
            state.withLock { $0.isDeleted = true }
        } catch {
            log.error("tables not deleted", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
        }
    }
}
