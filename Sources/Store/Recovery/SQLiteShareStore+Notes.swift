import Foundation
import GRDB
public import Wire

/// Small things that commands leave for the node, and the node for itself.
extension SQLiteShareStore {
    /// The value of a note; nil where there is none.
    public func note(_ name: String) throws(Problem) -> [UInt8]? {
        try read { try Data.fetchOne($0, sql: "SELECT value FROM note WHERE name = ?", arguments: [name]) }.map {
            Array($0)
        }
    }

    /// Sets a note, or removes it.
    public func setNote(_ name: String, _ value: [UInt8]?) throws(Problem) {
        try write { database in
            guard let value else {
                return try database.execute(sql: "DELETE FROM note WHERE name = ?", arguments: [name])
            }
            try database.execute(
                sql: "INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)", arguments: [name, Data(value)])
        }
    }

    /// When copies of the store were made that were not asked for here before, in seconds since 1970.
    public func newBackups() throws(Problem) -> [UInt64] {
        let instants = try read {
            try Int64.fetchAll($0, sql: "SELECT made FROM backup WHERE audited = 0 ORDER BY made")
        }
        guard !instants.isEmpty else { return [] }
        try write { try $0.execute(sql: "UPDATE backup SET audited = 1") }
        return instants.map { UInt64(clamping: $0) }
    }

    /// Deletes all tables with all that belongs to their rows; withdrawals and the audit stay.
    ///
    /// - Returns: how many uploads there were.
    public func deleteTables() throws(Problem) -> Int {
        let count = try write { database in
            try database.execute(sql: "DELETE FROM upload")
            return database.changesCount
        }
        try clearLog()
        folder.eraseCopies()
        return count
    }
}
