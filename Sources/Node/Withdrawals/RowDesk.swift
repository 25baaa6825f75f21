import Messages
import SecretSharing
import Store
import Study
import Wire

/// Hands owners what the node keeps of the rows of their own tables.
struct RowDesk {
    let study: Study
    let store: SQLiteShareStore

    /// Versions and withdrawals of a table.
    func listing(of table: String, for signer: String) throws(Problem) -> RowListing {
        try check(table, signer)
        var versions: [CommitCertificate] = []
        for version in try store.versions() where version.table == table {
            if let certificate = try store.certificate(of: version.batch) { versions.append(certificate) }
        }
        let withdrawals = try store.withdrawals().filter { $0.withdrawal.table == table }.map { stored in
            (signed: stored.signed, receipts: Role.allCases.compactMap { stored.receipts[$0] })
        }
        return RowListing(versions: versions, withdrawals: withdrawals)
    }

    /// The handles and sealed identifiers that are left of a version.
    func rows(of batch: BatchID, for signer: String) throws(Problem) -> TableRows {
        guard let version = try store.version(of: batch) else {
            throw Problem("unknown-upload", "the store does not hold the version", at: "batch \(batch)")
        }
        try check(version.table, signer)
        return try store.rows(of: batch) ?? TableRows(handles: [])
    }

    private func check(_ table: String, _ signer: String) throws(Problem) {
        guard study.owner(ofTable: table)?.name == signer else {
            throw Problem(
                "not-the-owner", "the table \(table) does not belong to \(signer)",
                mend: "use the key file of its owner", kind: .refused)
        }
    }
}
