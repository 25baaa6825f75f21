import Foundation
import GRDB
import Identity
import Primitives
import SecretSharing
import Study
import Wire

/// The rows that a withdrawal names, in the versions that a database holds.
struct WithdrawnRows {
    /// The rows of one version.
    struct Part {
        let upload: Int64
        let version: TableVersion
        /// The handles before; nil where the version has none and goes as a whole.
        let rows: TableRows?
        /// The rows' places, rising; nil for the whole version.
        let places: [Int]?

        var left: Int { places.map { version.rows - $0.count } ?? 0 }
    }

    let parts: [Part]

    /// - Throws: `Problem` "unknown-row" where a version has no such row.
    init(_ withdrawal: Withdrawal, in database: Database) throws {
        var handles: [BatchID: Set<RowHandle>] = [:]
        var whole: Set<BatchID> = []
        for item in withdrawal.items {
            if let handle = item.handle {
                handles[item.batch, default: []].insert(handle)
            } else {
                whole.insert(item.batch)
            }
        }
        var parts: [Part] = []
        for batch in whole.union(handles.keys).sorted() {
            guard let version = try SQLiteShareStore.version(of: batch, in: database),
                version.table == withdrawal.table,
                let upload = try Int64.fetchOne(
                    database, sql: "SELECT id FROM upload WHERE batch = ?", arguments: [Data(batch.bytes)])
            else { continue }
            let rows = try Self.rows(of: batch, in: database)?.rows
            var places: [Int]?
            if !whole.contains(batch), let wanted = handles[batch] {
                places = rows?.places(of: wanted) ?? []
                guard places?.count == wanted.count else { throw Self.unknown(version) }
            }
            parts.append(Part(upload: upload, version: version, rows: rows, places: places))
        }
        self.parts = parts
    }

    /// The handles of a version.
    static func rows(of batch: BatchID, in database: Database) throws -> (upload: Int64, rows: TableRows)? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT upload, handles, key, identifiers FROM handle JOIN upload ON upload.id = handle.upload
                WHERE batch = ?
                """, arguments: [Data(batch.bytes)])
        return row.map { row in
            let rows = TableRows(
                handles: Array(row["handles"] as Data), key: Array(row["key"] as Data),
                identifiers: Array(row["identifiers"] as Data))
            return (row["upload"], rows)
        }
    }

    private static func unknown(_ version: TableVersion) -> Problem {
        Problem(
            "unknown-row", "the table has no row of this handle", at: "table \(version.table), batch \(version.batch)",
            mend: "take the handle from the register: trefoil table rows", kind: .refused)
    }

    // MARK: Deleting

    /// Carries a withdrawal out; within one transaction.
    static func carryOut(
        _ digest: Digest, at now: UInt64, node: String, store: SQLiteShareStore, in database: Database,
        sign: (WithdrawalReceipt) -> SignedMessage
    ) throws -> SignedMessage {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT id, signed FROM withdrawal WHERE digest = ?", arguments: [Data(digest.bytes)])
        else { throw Problem("unknown-withdrawal", "the node does not know this withdrawal") }
        let id = row["id"] as Int64
        let done = try Data.fetchOne(
            database, sql: "SELECT signed FROM receipt WHERE withdrawal = ? AND role = ?",
            arguments: [id, Int64(store.role.rawValue)])
        if let done { return try SignedMessage(wireBytes: Array(done)) }
        let signed = try SignedMessage(wireBytes: Array(row["signed"] as Data))
        let rows = try WithdrawnRows(try Withdrawal(wireBytes: signed.payload), in: database)
        let revisions = try rows.parts.map { try $0.remove(from: store, in: database) }
        let backups = try Int64.fetchAll(database, sql: "SELECT made FROM backup ORDER BY made").map(UInt64.init)
        let receipt = sign(
            WithdrawalReceipt(node: node, withdrawal: digest, instant: now, revisions: revisions, backups: backups))
        for part in rows.parts where part.left > 0 {
            try database.execute(
                sql: "UPDATE upload SET revision = ? WHERE id = ?", arguments: [Data(receipt.wireBytes), part.upload])
        }
        try database.execute(
            sql: "INSERT INTO receipt (withdrawal, role, signed) VALUES (?, ?, ?)",
            arguments: [id, Int64(store.role.rawValue), Data(receipt.wireBytes)])
        return receipt
    }
}

extension WithdrawnRows.Part {
    /// Removes the rows from both components and from the handles, or all of the version.
    fileprivate func remove(
        from store: SQLiteShareStore, in database: Database
    ) throws -> WithdrawalReceipt.Revision {
        guard left > 0, let places, let rows else {
            try database.execute(sql: "DELETE FROM upload WHERE id = ?", arguments: [upload])
            return WithdrawalReceipt.Revision(batch: version.batch, rows: 0, fingerprints: [])
        }
        let components = [store.role.components.own, store.role.components.next]
        let fingerprints = try components.map { index in
            try StoredComponent(index, of: version, role: store.role, in: database, folder: store.folder.path)
                .remove(places, rows: version.rows, in: database)
        }
        let kept = rows.removing(places)
        try database.execute(
            sql: "UPDATE handle SET handles = ?, identifiers = ? WHERE upload = ?",
            arguments: [Data(kept.handles), Data(kept.identifiers), upload])
        return WithdrawalReceipt.Revision(batch: version.batch, rows: left, fingerprints: fingerprints)
    }
}
