import Foundation
import GRDB
public import Identity
public import Study
public import Wire

/// A version as a node that is rebuilt gets it from the two others: one component of each.
public struct RebuiltVersion: Sendable {
    /// A component as it is stored.
    public struct Component: Sendable {
        let index: Int
        let salt: [UInt8]
        let directory: [UInt8]

        /// A component; its chunks are written one by one.
        public init(index: Int, salt: [UInt8], directory: [UInt8]) {
            self.index = index
            self.salt = salt
            self.directory = directory
        }
    }

    let certificate: VerifiedCertificate
    let revision: SignedMessage?
    let rows: TableRows?

    /// A version; `revision` is this node's receipt of the last withdrawal from it.
    public init(certificate: VerifiedCertificate, revision: SignedMessage?, rows: TableRows?) {
        self.certificate = certificate
        self.revision = revision
        self.rows = rows
    }
}

extension SQLiteShareStore {
    /// Enters a version without its components.
    public func enter(_ version: RebuiltVersion, at now: UInt64) throws(Problem) {
        let statement = version.certificate.statement
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO upload (batch, statement, prepared, expires, certificate, revision)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(statement.statement.batch.bytes), Data(statement.signed.wireBytes), Int64(clamping: now),
                    Int64(clamping: statement.statement.expires), Data(version.certificate.certificate.wireBytes),
                    version.revision.map { Data($0.wireBytes) },
                ])
            guard let rows = version.rows else { return }
            try database.execute(
                sql: "INSERT INTO handle (upload, handles, key, identifiers) VALUES (?, ?, ?, ?)",
                arguments: [
                    database.lastInsertedRowID, Data(rows.handles), Data(rows.key), Data(rows.identifiers),
                ])
        }
    }

    /// Enters a component of a version, without its chunks.
    public func enter(_ component: RebuiltVersion.Component, of batch: BatchID) throws(Problem) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO component (upload, number, salt, directory)
                    SELECT id, ?, ?, ? FROM upload WHERE batch = ?
                    """,
                arguments: [
                    component.index, Data(component.salt), Data(component.directory), Data(batch.bytes),
                ])
        }
    }

    /// Enters a chunk of a component.
    public func enter(chunk: [UInt8], at place: Int, component: Int, of batch: BatchID) throws(Problem) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO chunk (upload, component, place, bytes) SELECT id, ?, ?, ? FROM upload WHERE batch = ?
                    """,
                arguments: [component, place, Data(chunk), Data(batch.bytes)])
        }
    }
}
