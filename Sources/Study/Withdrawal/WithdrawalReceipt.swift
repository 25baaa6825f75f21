public import Identity
public import Primitives
public import SecretSharing
public import Wire

/// What a node signs once it has deleted what a withdrawal names, from its disk and its memory.
public struct WithdrawalReceipt: WireMessage, Equatable {
    /// What became of one version.
    public struct Revision: Hashable, Sendable {
        /// The version.
        public let batch: BatchID
        /// The rows that are left; 0 where the version was deleted.
        public let rows: Int
        /// The fingerprints of what is left of the node's two components, in the order own, next; of nothing where it was deleted.
        public let fingerprints: [Digest]

        /// A revision.
        public init(batch: BatchID, rows: Int, fingerprints: [Digest]) {
            self.batch = batch
            self.rows = rows
            self.fingerprints = fingerprints
        }
    }

    /// The name on the wire.
    public static var tag: String { "trefoil.withdrawal-receipt" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The node's name.
    public let node: String
    /// The digest of the owner's signed withdrawal.
    public let withdrawal: Digest
    /// When it was carried out, in seconds since 1970 by the node's clock.
    public let instant: UInt64
    /// The versions that the node held.
    public let revisions: [Revision]
    /// When backups were made of this node that may hold the rows still, in seconds since 1970; a node restored from one deletes
    /// again before it serves.
    public let backups: [UInt64]

    /// A receipt to be signed.
    public init(node: String, withdrawal: Digest, instant: UInt64, revisions: [Revision], backups: [UInt64]) {
        self.node = node
        self.withdrawal = withdrawal
        self.instant = instant
        self.revisions = revisions
        self.backups = backups
    }

    /// Reads a receipt that a node of the study signed for a withdrawal.
    public init(_ signed: SignedMessage, of node: NodeEntry, for withdrawal: Digest) throws(Problem) {
        self = try signed.open(WithdrawalReceipt.self, by: node.card)
        guard self.node == node.name, self.withdrawal == withdrawal else {
            throw Problem(
                "bad-signature", "the receipt of \(node.name) is for another withdrawal", at: "node \(node.name)",
                kind: .refused)
        }
    }

    /// Checks that the receipts of several nodes fit: of a version that two of them held, what is left is the same.
    ///
    /// - Throws: `Problem` "withdrawal-differs".
    public static func compare(_ receipts: [Role: WithdrawalReceipt]) throws(Problem) {
        var rows: [BatchID: Int] = [:]
        var fingerprints: [BatchID: [Int: Digest]] = [:]
        for (role, receipt) in receipts {
            for revision in receipt.revisions {
                let batch = revision.batch
                guard rows.updateValue(revision.rows, forKey: batch).map({ $0 == revision.rows }) ?? true else {
                    throw differs(batch)
                }
                for (component, digest) in zip([role.components.own, role.components.next], revision.fingerprints) {
                    let other = fingerprints[batch, default: [:]].updateValue(digest, forKey: component)
                    guard other.map({ $0 == digest }) ?? true else { throw differs(batch) }
                }
            }
        }
    }

    private static func differs(_ batch: BatchID) -> Problem {
        Problem(
            "withdrawal-differs", "after a withdrawal the nodes do not hold the same of a table", at: "batch \(batch)",
            mend: "let the three operators compare their stores, and have the table uploaded again", kind: .refused)
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(node)
        encoder.append(withdrawal)
        encoder.append(instant)
        encoder.append(list: revisions) { encoder, revision in
            encoder.append(revision.batch)
            encoder.append(UInt64(revision.rows))
            encoder.append(list: revision.fingerprints) { $0.append($1) }
        }
        encoder.append(list: backups) { $0.append($1) }
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        node = try decoder.string(limit: 256)
        withdrawal = try decoder.digest()
        instant = try decoder.uint64()
        revisions = try decoder.list(limit: Withdrawal.itemLimit) { (d) throws(Problem) in
            let batch = try d.batchID()
            let rows = try d.uint64()
            guard rows <= UInt64(UploadStatement.rowLimit) else { throw d.malformed("number of rows") }
            let fingerprints = try d.list(limit: 2) { (d) throws(Problem) in try d.digest() }
            guard fingerprints.count == (rows == 0 ? 0 : 2) else { throw d.malformed("fingerprints") }
            return Revision(batch: batch, rows: Int(rows), fingerprints: fingerprints)
        }
        backups = try decoder.list(limit: 100_000) { (d) throws(Problem) in try d.uint64() }
    }
}
