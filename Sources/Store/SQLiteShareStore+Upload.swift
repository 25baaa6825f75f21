import Foundation
import GRDB
import Identity
import Primitives
public import Study
public import Wire

extension SQLiteShareStore {
    /// Stores the node's part of an upload.
    public func prepare(
        _ statement: VerifiedStatement, own: TableComponent, next: TableComponent, rows: TableRows? = nil,
        at now: UInt64
    ) throws(Problem) -> TableVersion {
        if let known = try version(of: statement.statement.batch) { return try same(known, as: statement) }
        guard statement.statement.expires > now else {
            throw Problem(
                "upload-expired", "the upload was to be finished earlier", at: "table \(statement.statement.table)",
                mend: "upload the table again, and check the clocks of owner and node", kind: .refused)
        }
        let prepared = try PreparedUpload(statement, components: [own, next], rows: rows, role: role)
        return try write { database in
            // Another thread may have stored the same upload since.
            if let known = try Self.version(of: statement.statement.batch, in: database) {
                return try same(known, as: statement)
            }
            try Self.checkNotWithdrawn(statement.statement, in: database)
            try prepared.insert(into: database, at: now)
            guard let version = try Self.version(of: statement.statement.batch, in: database) else {
                throw StoreProblem.damaged("an upload just written is not there", in: folder.path)
            }
            return version
        }
    }

    /// Makes a prepared upload a version of its table.
    public func commit(_ certificate: VerifiedCertificate) throws(Problem) -> TableVersion {
        let batch = certificate.statement.statement.batch
        return try write { database in
            guard let known = try Self.version(of: batch, in: database) else {
                throw Problem(
                    "unknown-upload", "the node does not hold its part of the upload",
                    at: "table \(certificate.statement.statement.table), batch \(batch)", mend: "upload the table again"
                )
            }
            let version = try same(known, as: certificate.statement)
            guard version.status == .prepared else { return version }
            try database.execute(
                sql: "UPDATE upload SET certificate = ? WHERE batch = ?",
                arguments: [Data(certificate.certificate.wireBytes), Data(batch.bytes)])
            return version.committed
        }
    }

    /// Deletes prepared uploads that will never be committed.
    public func discard(_ batches: [BatchID]) throws(Problem) {
        let deleted = try write { try Self.delete(batches, from: $0) }
        // The log may still hold pages as they were before they were deleted.
        if deleted > 0 { try clearLog() }
    }

    /// Discards prepared uploads whose time is over.
    public func expire(before now: UInt64) throws(Problem) -> [TableVersion] {
        let expired = try write { database in
            let versions = try Row.fetchAll(
                database, sql: "SELECT \(TableVersion.columns) FROM upload WHERE certificate IS NULL AND expires < ?",
                arguments: [Int64(clamping: now)]
            ).map(TableVersion.init(row:))
            _ = try Self.delete(versions.map(\.batch), from: database)
            return versions
        }
        if !expired.isEmpty { try clearLog() }
        return expired.sorted(by: TableVersion.isOrdered)
    }

    /// Deletes uploads that have no certificate, with all that belongs to them; returns how many there were.
    private static func delete(_ batches: [BatchID], from database: Database) throws -> Int {
        try batches.reduce(0) { deleted, batch in
            try database.execute(
                sql: "DELETE FROM upload WHERE batch = ? AND certificate IS NULL", arguments: [Data(batch.bytes)])
            return deleted + database.changesCount
        }
    }

    private func same(_ version: TableVersion, as statement: VerifiedStatement) throws(Problem) -> TableVersion {
        guard version.statementDigest == statement.digest else {
            throw Problem(
                "batch-conflict", "another upload of the same batch is stored already",
                at: "table \(version.table), batch \(version.batch)", mend: "upload the table again under a new batch",
                kind: .refused)
        }
        return version
    }
}
