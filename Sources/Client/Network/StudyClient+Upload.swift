import Identity
public import Intake
public import Messages
import NIOCore
import NIOHTTP1
import Primitives
import SecretSharing
import Study
public import Wire

extension StudyClient {
    /// Deals a checked table among the three nodes: prepared at all three, then committed by their receipts.
    ///
    /// A node that cannot be reached is named before anything is dealt.
    /// - Parameters:
    ///   - register: gets the handles of the rows before anything is dealt, and the nodes' receipts at the end; nil where they are
    ///     not to be kept, so that no row can be withdrawn alone later.
    /// - Returns: the new version, visible on all three nodes.
    public func upload(
        _ table: CheckedTable, as name: String, register: OwnerRegister? = nil
    ) async throws(Problem) -> TableReference {
        guard let owner = study.owner(ofTable: name) else {
            throw Problem(
                "unknown-table", "the study \(study.name) has no table \(name)",
                mend: "its tables are: \(study.tables.joined(separator: ", "))", kind: .usage)
        }
        guard owner.name == keys.name else {
            throw Problem(
                "not-the-owner", "the table \(name) belongs to \(owner.name), and the key file to \(keys.name)",
                mend: "upload with the key file of \(owner.name)", kind: .refused)
        }
        _ = try await atAllNodes { (node) throws(Problem) in
            try await node.request(.GET, "tables", timeout: .seconds(10))
        }
        let dealt = DealtTable(dealing: table)
        // Of two versions the one with the later instant is the newer.
        let last = await register?.register.versions.map(\.created).max() ?? 0
        let (batch, now) = (BatchID(), max(Clock.seconds, last + 1))
        let rows = try await rows(of: table, name, batch: batch, at: now, register)
        let statement = dealt.statement(
            for: study, table: name, owner: owner.name, created: now, batch: batch, handles: rows.digest)
        let signed = SignedMessage.sign(statement, by: keys)
        let receipts = try await atAllNodes { [study] (node) throws(Problem) in
            guard let role = study.role(ofNode: node.node.name) else { throw Self.disagreement("a node has no role") }
            let body = UploadSubmission(statement: signed, part: dealt.part(for: role).wireBytes, rows: rows).wireBytes
            return try SignedMessage(wireBytes: try await node.post("uploads", body, timeout: .minutes(10)))
        }
        let certificate = CommitCertificate(statement: signed, receipts: receipts)
        _ = try VerifiedCertificate(certificate, in: study)
        try await register?.change { $0.keep(certificate, of: batch) }
        return try await commit(certificate, statement.batch, name)
    }

    /// The handles of the rows, in the register before any node gets them.
    private func rows(
        of table: CheckedTable, _ name: String, batch: BatchID, at now: UInt64, _ register: OwnerRegister?
    ) async throws(Problem) -> TableRows {
        let card = keys.card
        guard let register else {
            var passing = RowRegister(study: study.name, table: name)
            return try passing.enter(table, batch: batch, owner: card, created: now)
        }
        return try await register.change { (register) throws(Problem) in
            try register.enter(table, batch: batch, owner: card, created: now)
        }
    }

    /// Hands the certificate to all three nodes. From the first that takes it the upload is decided; the nodes pass it on.
    private func commit(
        _ certificate: CommitCertificate, _ batch: BatchID, _ name: String
    ) async throws(Problem) -> TableReference {
        let body = certificate.wireBytes
        let answers = await resultsOfAllNodes(patience: nil) { (node) throws(Problem) in
            try TableListing(wireBytes: try await node.post("commits", body))
        }
        var problems: [Problem] = []
        var taken: [TableListing] = []
        for answer in answers {
            switch answer {
            case .success(let listing): taken.append(listing)
            case .failure(let problem): problems.append(problem)
            }
        }
        guard !taken.isEmpty else {
            throw Self.mostTelling(problems) ?? Self.disagreement("no node answered")
        }
        let visible = taken.compactMap { $0.visible.first { $0.table == name } }
        guard problems.isEmpty, visible.count == nodes.count, let version = visible.first else {
            throw Problem(
                "upload-settling",
                "the upload is decided and stored, but not on all three nodes yet", at: "table \(name), batch \(batch)",
                mend: "nothing needs to be sent again: the nodes settle it when all three are up", kind: .tryAgain)
        }
        return version
    }
}
