import Foundation
import GRDB
import Identity
import Study
import Wire

/// The format of the database, and how older ones become it.
///
/// `PRAGMA user_version` holds the format number. A step runs in one transaction together with the number it reaches.
enum StoreFormat {
    /// What marks the file as a store of shares: "Trfl".
    static let applicationID: Int64 = 0x5472_666C
    /// The number that this program writes.
    static var current: Int64 { Int64(steps.count) }

    /// Step i makes format i + 1 out of format i; format 0 is an empty file.
    static let steps: [@Sendable (Database) throws -> Void] = [tables, expiry, releases, records]

    /// The format number of a database.
    static func number(of database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// Runs the steps from the format the database has up to `target`.
    static func migrate(_ queue: DatabaseQueue, to target: Int64 = current) throws {
        for number in try queue.read(number(of:))..<target {
            try queue.write { database in
                try steps[Int(number)](database)
                try database.execute(sql: "PRAGMA user_version = \(number + 1)")
            }
        }
    }

    /// Format 1: uploads, their components, and the components' vectors, end to end in chunks.
    private static func tables(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                CREATE TABLE place (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    study BLOB NOT NULL,
                    role INTEGER NOT NULL
                );
                CREATE TABLE upload (
                    id INTEGER PRIMARY KEY,
                    batch BLOB NOT NULL UNIQUE CHECK (length(batch) = 16),
                    statement BLOB NOT NULL,
                    prepared INTEGER NOT NULL,
                    certificate BLOB
                );
                CREATE TABLE component (
                    upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
                    number INTEGER NOT NULL,
                    salt BLOB NOT NULL,
                    directory BLOB NOT NULL,
                    PRIMARY KEY (upload, number)
                ) WITHOUT ROWID;
                CREATE TABLE chunk (
                    id INTEGER PRIMARY KEY,
                    upload INTEGER NOT NULL,
                    component INTEGER NOT NULL,
                    place INTEGER NOT NULL,
                    bytes BLOB NOT NULL,
                    UNIQUE (upload, component, place),
                    FOREIGN KEY (upload, component) REFERENCES component ON DELETE CASCADE
                );
                """)
    }

    /// Format 2: the expiry of an upload in a column of its own, so that clearing up need not read every statement.
    private static func expiry(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE upload ADD COLUMN expires INTEGER NOT NULL DEFAULT 0")
        for row in try Row.fetchAll(database, sql: "SELECT id, statement FROM upload") {
            let signed = try SignedMessage(wireBytes: Array(row["statement"] as Data))
            let statement = try UploadStatement(wireBytes: signed.payload)
            try database.execute(
                sql: "UPDATE upload SET expires = ? WHERE id = ?",
                arguments: [Int64(clamping: statement.expires), row["id"] as Int64])
        }
        try database.execute(sql: "CREATE INDEX uploadExpiry ON upload (expires) WHERE certificate IS NULL")
    }

    /// The format with what was asked: selections that later queries are compared with, budgets, and answers in shares.
    private static func releases(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE begun (
                    signature BLOB PRIMARY KEY CHECK (length(signature) = 32),
                    plan TEXT NOT NULL,
                    tables BLOB NOT NULL,
                    failures BLOB
                ) WITHOUT ROWID;
                CREATE TABLE spent (
                    analyst TEXT PRIMARY KEY,
                    queries INTEGER NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE answer (
                    question BLOB PRIMARY KEY CHECK (length(question) = 32),
                    part BLOB NOT NULL
                ) WITHOUT ROWID;
                """)
    }

    /// Format 4: the audit of the node with the heads of the others', the handles of rows, withdrawals, and backups.
    private static func records(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE audit (
                    number INTEGER PRIMARY KEY,
                    entry BLOB NOT NULL
                );
                CREATE TABLE head (
                    node TEXT PRIMARY KEY,
                    signed BLOB NOT NULL
                ) WITHOUT ROWID;
                CREATE TABLE handle (
                    upload INTEGER PRIMARY KEY REFERENCES upload ON DELETE CASCADE,
                    handles BLOB NOT NULL,
                    key BLOB NOT NULL,
                    identifiers BLOB NOT NULL
                );
                CREATE TABLE withdrawal (
                    id INTEGER PRIMARY KEY,
                    digest BLOB NOT NULL UNIQUE,
                    owned TEXT NOT NULL,
                    number INTEGER NOT NULL,
                    signed BLOB NOT NULL,
                    known INTEGER NOT NULL,
                    UNIQUE (owned, number)
                );
                CREATE TABLE receipt (
                    withdrawal INTEGER NOT NULL REFERENCES withdrawal ON DELETE CASCADE,
                    role INTEGER NOT NULL,
                    signed BLOB NOT NULL,
                    PRIMARY KEY (withdrawal, role)
                ) WITHOUT ROWID;
                CREATE TABLE withdrawnBatch (
                    batch BLOB NOT NULL,
                    withdrawal INTEGER NOT NULL REFERENCES withdrawal ON DELETE CASCADE,
                    PRIMARY KEY (batch, withdrawal)
                ) WITHOUT ROWID;
                CREATE TABLE backup (
                    id BLOB PRIMARY KEY,
                    made INTEGER NOT NULL,
                    audited INTEGER NOT NULL DEFAULT 0
                ) WITHOUT ROWID;
                CREATE TABLE note (
                    name TEXT PRIMARY KEY,
                    value BLOB NOT NULL
                ) WITHOUT ROWID;
                ALTER TABLE upload ADD COLUMN revision BLOB;
                """)
    }
}
