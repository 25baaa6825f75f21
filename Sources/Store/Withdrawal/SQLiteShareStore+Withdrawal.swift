import Foundation
import GRDB
public import Identity
public import Primitives
public import SecretSharing
public import Study
public import Wire

extension SQLiteShareStore {
    /// All withdrawals that the store knows, by table and number.
    public func withdrawals() throws(Problem) -> [StoredWithdrawal] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, signed, known FROM withdrawal ORDER BY owned, number").map {
                row in
                let signed = try SignedMessage(wireBytes: Array(row["signed"] as Data))
                var receipts: [Role: SignedMessage] = [:]
                let rows = try Row.fetchAll(
                    database, sql: "SELECT role, signed FROM receipt WHERE withdrawal = ?",
                    arguments: [row["id"] as Int64])
                for receipt in rows {
                    guard let role = Role(rawValue: receipt["role"]) else { continue }
                    receipts[role] = try SignedMessage(wireBytes: Array(receipt["signed"] as Data))
                }
                return StoredWithdrawal(
                    withdrawal: try Withdrawal(wireBytes: signed.payload), signed: signed,
                    known: UInt64(clamping: row["known"] as Int64), receipts: receipts)
            }
        }
    }

    /// Takes a withdrawal, to be carried out next; durable when this returns.
    ///
    /// - Returns: false where it was known already.
    /// - Throws: `Problem` "withdrawal-conflict" where another has its number, "withdrawal-early" where one before it is
    ///   missing, "unknown-row" where a version that is stored has no such row.
    public func take(_ verified: VerifiedWithdrawal, at now: UInt64) throws(Problem) -> Bool {
        let withdrawal = verified.withdrawal
        return try write { database in
            let known = try Data.fetchOne(
                database, sql: "SELECT digest FROM withdrawal WHERE owned = ? AND number = ?",
                arguments: [withdrawal.table, Int64(withdrawal.number)])
            if let known {
                guard known == Data(verified.digest.bytes) else { throw Self.conflict(withdrawal) }
                return false
            }
            let last = try Int64.fetchOne(
                database, sql: "SELECT max(number) FROM withdrawal WHERE owned = ?", arguments: [withdrawal.table])
            guard Int64(withdrawal.number) == (last ?? 0) + 1 else { throw Self.early(withdrawal) }
            _ = try WithdrawnRows(withdrawal, in: database)
            try database.execute(
                sql: "INSERT INTO withdrawal (digest, owned, number, signed, known) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    Data(verified.digest.bytes), withdrawal.table, Int64(withdrawal.number),
                    Data(verified.signed.wireBytes), Int64(clamping: now),
                ])
            let id = database.lastInsertedRowID
            for batch in Set(withdrawal.items.map(\.batch)) {
                try database.execute(
                    sql: "INSERT INTO withdrawnBatch (batch, withdrawal) VALUES (?, ?)",
                    arguments: [Data(batch.bytes), id])
            }
            return true
        }
    }

    /// Deletes what a withdrawal names: every trace of its rows in this store's files, at once or not at all.
    ///
    /// A second call changes nothing and returns the same receipt.
    /// - Parameters:
    ///   - digest: of a withdrawal that was taken, all before it on its table having been carried out.
    ///   - sign: signs the receipt of what is left.
    public func carryOut(
        _ digest: Digest, at now: UInt64, node: String, sign: (WithdrawalReceipt) -> SignedMessage
    ) throws(Problem) -> SignedMessage {
        let receipt = try write { database in
            try WithdrawnRows.carryOut(digest, at: now, node: node, store: self, in: database, sign: sign)
        }
        // What was deleted must not stay in the log, nor in copies from before a migration.
        try clearLog()
        folder.eraseCopies()
        return receipt
    }

    /// Keeps another node's receipt.
    public func keep(_ receipt: SignedMessage, of role: Role, for digest: Digest) throws(Problem) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO receipt (withdrawal, role, signed)
                    SELECT id, ?, ? FROM withdrawal WHERE digest = ?
                    """,
                arguments: [Int64(role.rawValue), Data(receipt.wireBytes), Data(digest.bytes)])
        }
    }

    /// The handles of the rows that a version still has; nil where its upload had none.
    public func rows(of batch: BatchID) throws(Problem) -> TableRows? {
        try read { try WithdrawnRows.rows(of: batch, in: $0)?.rows }
    }

    /// Refuses an upload some of whose rows were withdrawn before this node got it.
    static func checkNotWithdrawn(_ statement: UploadStatement, in database: Database) throws {
        let isWithdrawn = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM withdrawnBatch WHERE batch = ?)",
            arguments: [Data(statement.batch.bytes)])
        guard isWithdrawn == true else { return }
        throw Problem(
            "row-withdrawn", "rows of this upload were withdrawn before it was finished",
            at: "table \(statement.table)",
            mend: "upload the table again, without them", kind: .refused)
    }

    private static func conflict(_ withdrawal: Withdrawal) -> Problem {
        Problem(
            "withdrawal-conflict", "another withdrawal has the number \(withdrawal.number)",
            at: "table \(withdrawal.table)",
            mend: "use the register with which the last withdrawal was made, or get it anew: trefoil table recover",
            kind: .refused)
    }

    private static func early(_ withdrawal: Withdrawal) -> Problem {
        Problem(
            "withdrawal-early", "the node does not know the withdrawals before number \(withdrawal.number) yet",
            at: "table \(withdrawal.table)", mend: "try again when all three nodes are connected", kind: .tryAgain)
    }
}
