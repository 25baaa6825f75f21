import Engine
import Messages
import Store
import Study
import Synchronization
import Wire

/// Decoded tables in memory, so that a warm query does not read the database. Shares only; the least recently used go first.
final class TableCache: Sendable {
    private struct State {
        var tables: [BatchID: (table: SharedTable, used: Int)] = [:]
        var uses = 0
    }

    private let store: SQLiteShareStore
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: bytes of shares that are kept.
    init(store: SQLiteShareStore, limit: Int = 1 << 30) {
        self.store = store
        self.limit = limit
    }

    /// Forgets all tables.
    func clear() { state.withLock { $0.tables = [:] } }

    /// The shares of a committed version.
    func table(_ reference: TableReference) throws(Problem) -> SharedTable {
        let cached = state.withLock { state -> SharedTable? in
            state.uses += 1
            state.tables[reference.batch]?.used = state.uses
            return state.tables[reference.batch]?.table
        }
        if let cached, cached.rows == reference.rows { return cached }
        let loaded = try store.load(reference.batch)
        // Rows may have been withdrawn here and not yet there, or the other way round.
        guard loaded.rows == reference.rows else { throw Self.withdrawing(reference.table) }
        let table = SharedTable(rows: loaded.rows, fields: loaded.fields, bits: loaded.bits)
        state.withLock { state in
            state.tables[reference.batch] = (table, state.uses)
            var total = state.tables.values.reduce(0) { $0 + $1.table.byteCount }
            while total > limit, state.tables.count > 1,
                let oldest = state.tables.min(by: { $0.value.used < $1.value.used })
            {
                total -= oldest.value.table.byteCount
                state.tables[oldest.key] = nil
            }
        }
        return table
    }

    private static func withdrawing(_ table: String) -> Problem {
        Problem(
            "withdrawal-pending", "rows of \(table) are being withdrawn", at: "table \(table)",
            mend: "ask again when all three nodes have deleted them", kind: .tryAgain)
    }
}
