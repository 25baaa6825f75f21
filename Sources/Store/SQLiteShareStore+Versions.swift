import Foundation
import GRDB
import Identity
import Primitives
public import Study
public import Wire

extension SQLiteShareStore {
    /// All versions, prepared ones too.
    public func versions() throws(Problem) -> [TableVersion] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT \(TableVersion.columns) FROM upload")
                .map(TableVersion.init(row:)).sorted(by: TableVersion.isOrdered)
        }
    }

    /// The version that an upload has become or may become.
    public func version(of batch: BatchID) throws(Problem) -> TableVersion? {
        try read { try Self.version(of: batch, in: $0) }
    }

    /// The certificate of a committed upload.
    public func certificate(of batch: BatchID) throws(Problem) -> CommitCertificate? {
        let bytes = try read { database in
            try Data.fetchOne(
                database, sql: "SELECT certificate FROM upload WHERE batch = ? AND certificate IS NOT NULL",
                arguments: [Data(batch.bytes)])
        }
        guard let bytes else { return nil }
        return try CommitCertificate(wireBytes: Array(bytes))
    }

    static func version(of batch: BatchID, in database: Database) throws -> TableVersion? {
        try Row.fetchOne(
            database, sql: "SELECT \(TableVersion.columns) FROM upload WHERE batch = ?",
            arguments: [Data(batch.bytes)]
        ).map(TableVersion.init(row:))
    }
}

extension TableVersion {
    /// What of an upload is read to make a version of it.
    static let columns = "batch, statement, prepared, revision, certificate IS NOT NULL AS committed"

    /// Reads a row with those columns.
    init(row: Row) throws {
        let signed = try SignedMessage(wireBytes: Array(row["statement"] as Data))
        statement = try UploadStatement(wireBytes: signed.payload)
        statementDigest = Digest(of: signed.payload)
        status = row["committed"] ? .committed : .prepared
        prepared = UInt64(clamping: row["prepared"] as Int64)
        guard let bytes = row["revision"] as Data? else {
            revision = nil
            return
        }
        let receipt = try WithdrawalReceipt(wireBytes: try SignedMessage(wireBytes: Array(bytes)).payload)
        let batch = statement.batch
        guard let revision = receipt.revisions.first(where: { $0.batch == batch }) else {
            throw Problem(
                "store-damaged", "the store is damaged: a receipt is not of its version", at: "batch \(batch)")
        }
        self.revision = revision
    }
}
