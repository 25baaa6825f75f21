import Foundation
import GRDB
public import Identity
public import Wire

/// The audit of the node, and the last heads that the other nodes showed of theirs.
extension SQLiteShareStore {
    /// Adds signed entries behind those that are there; durable when this returns.
    ///
    /// - Parameter first: the number of the first of them. An entry of a number that is taken is an error.
    public func appendAudit(_ entries: [SignedMessage], from first: UInt64) throws(Problem) {
        try write { database in
            let statement = try database.cachedStatement(sql: "INSERT INTO audit (number, entry) VALUES (?, ?)")
            for (offset, entry) in entries.enumerated() {
                try statement.execute(arguments: [Int64(clamping: first) + Int64(offset), Data(entry.wireBytes)])
            }
        }
    }

    /// Entries in the order of their numbers, beginning with one.
    ///
    /// - Parameter limit: the most that are wanted.
    public func audit(from first: UInt64 = 0, limit: Int = .max) throws(Problem) -> [SignedMessage] {
        try read { try Self.audit(from: first, limit: limit, in: $0) }
    }

    static func audit(from first: UInt64, limit: Int, in database: Database) throws -> [SignedMessage] {
        try Data.fetchAll(
            database, sql: "SELECT entry FROM audit WHERE number >= ? ORDER BY number LIMIT ?",
            arguments: [Int64(clamping: first), limit]
        ).map { try SignedMessage(wireBytes: Array($0)) }
    }

    /// The last entry; nil where there is none.
    public func lastAuditEntry() throws(Problem) -> SignedMessage? {
        let bytes = try read { try Data.fetchOne($0, sql: "SELECT entry FROM audit ORDER BY number DESC LIMIT 1") }
        return try bytes.map { (bytes) throws(Problem) in try SignedMessage(wireBytes: Array(bytes)) }
    }

    /// The last head that another node signed of its audit.
    public func head(of node: String) throws(Problem) -> SignedMessage? {
        let bytes = try read {
            try Data.fetchOne($0, sql: "SELECT signed FROM head WHERE node = ?", arguments: [node])
        }
        return try bytes.map { (bytes) throws(Problem) in try SignedMessage(wireBytes: Array(bytes)) }
    }

    /// Keeps the head that another node signed of its audit.
    public func setHead(_ signed: SignedMessage) throws(Problem) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO head (node, signed) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET signed = ?",
                arguments: [signed.signer, Data(signed.wireBytes), Data(signed.wireBytes)])
        }
    }
}
