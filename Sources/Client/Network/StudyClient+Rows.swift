import Identity
import Messages
import NIOHTTP1
import SecretSharing
import Study
public import Wire

extension StudyClient {
    /// The register of a table as the nodes can give it back: handles and, where the upload had them, the owner's identifiers,
    /// certificates, and withdrawals with their receipts.
    ///
    /// The first node is asked; what it says of handles is checked against what the owner signed, where no row was withdrawn.
    public func recoverRegister(of table: String) async throws(Problem) -> RowRegister {
        let node = nodes[0]
        let listing = try RowListing(wireBytes: try await node.request(.GET, "tables/\(table)/versions"))
        var register = RowRegister(study: study.name, table: table)
        for certificate in listing.versions {
            let verified = try VerifiedCertificate(certificate, in: study)
            let statement = verified.statement.statement
            let bytes = try await node.request(.GET, "rows/\(statement.batch)")
            let rows = try TableRows(wireBytes: bytes)
            if rows.count == statement.rows { try verified.statement.check(rows) }
            register.versions.append(
                RegisteredVersion(
                    batch: statement.batch, created: statement.created, rows: try open(rows), certificate: certificate))
        }
        for entry in listing.withdrawals {
            var withdrawal = try RegisteredWithdrawal(try VerifiedWithdrawal(entry.signed, in: study).signed)
            for receipt in entry.receipts {
                guard let role = study.role(ofNode: receipt.signer) else { continue }
                _ = try WithdrawalReceipt(receipt, of: study.node(role), for: withdrawal.digest)
                withdrawal.receipts[role] = receipt
            }
            register.withdrawals.append(withdrawal)
        }
        return register
    }

    private func open(_ rows: TableRows) throws(Problem) -> [RegisteredVersion.Row] {
        var key: [UInt8]?
        if !rows.key.isEmpty {
            key = try SealedMessage(wireBytes: rows.key).open(by: keys, purpose: RowRegister.keyPurpose)
        }
        var opened: [RegisteredVersion.Row] = []
        let width = SealedIdentifier.byteCount
        for index in 0..<rows.count {
            guard let handle = rows.handle(at: index) else { continue }
            var identifier: String?
            if let key, rows.identifiers.count >= (index + 1) * width {
                let sealed = Array(rows.identifiers[index * width..<(index + 1) * width])
                identifier = SealedIdentifier.open(sealed, of: handle, key: key)
            }
            opened.append(RegisteredVersion.Row(number: index + 1, handle: handle, identifier: identifier))
        }
        return opened
    }
}
