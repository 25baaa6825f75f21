public import Identity
import Primitives
import SecretSharing
public import Wire

/// The proof that all three nodes hold an upload: the owner's statement and the three nodes' receipts.
///
/// Who holds it commits, and hands it to a node that asks.
public struct CommitCertificate: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.commit-certificate" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The owner's signed `UploadStatement`.
    public let statement: SignedMessage
    /// The nodes' signed `PrepareReceipt`s, in the order of their roles.
    public let receipts: [SignedMessage]

    /// A certificate of three receipts, in the order of the nodes' roles.
    public init(statement: SignedMessage, receipts: [SignedMessage]) {
        self.statement = statement
        self.receipts = receipts
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(statement)
        encoder.append(list: receipts) { $0.append($1) }
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        statement = try decoder.message(SignedMessage.self, limit: 4096)
        receipts = try decoder.list(limit: Role.allCases.count) { (d) throws(Problem) in
            try d.message(SignedMessage.self, limit: 4096)
        }
    }
}

/// A certificate whose four signatures have been checked against a study.
public struct VerifiedCertificate: Sendable {
    /// The owner's statement.
    public let statement: VerifiedStatement
    /// The certificate as it is stored and handed on.
    public let certificate: CommitCertificate

    /// Checks a certificate: the owner's statement, and a receipt for it from each of the three nodes, in order.
    ///
    /// - Throws: `Problem` "bad-certificate" naming the node whose receipt does not hold, or "bad-upload".
    public init(_ certificate: CommitCertificate, in study: Study) throws(Problem) {
        let statement = try VerifiedStatement(certificate.statement, in: study)
        for (role, receipt) in zip(Role.allCases, certificate.receipts) {
            let node = study.node(role)
            try Self.check(receipt, of: node, for: statement.digest)
        }
        guard certificate.receipts.count == Role.allCases.count else {
            let missing = study.nodes.dropFirst(certificate.receipts.count).map(\.name).joined(separator: " and ")
            throw Problem(
                "bad-certificate", "the upload has no receipt of \(missing)",
                mend: "finish the upload at all three nodes",
                kind: .refused)
        }
        self.statement = statement
        self.certificate = certificate
    }

    private static func check(_ signed: SignedMessage, of node: NodeEntry, for statement: Digest) throws(Problem) {
        guard signed.signer == node.name, signed.isValid(key: node.card.signingKey) else {
            throw Problem(
                "bad-certificate", "the receipt of node \(node.name) is not signed by it",
                mend: "finish the upload at all three nodes", kind: .refused)
        }
        let receipt = try PrepareReceipt(wireBytes: signed.payload)
        guard receipt.node == node.name, receipt.statement == statement else {
            throw Problem(
                "bad-certificate", "the receipt of node \(node.name) is for another upload",
                mend: "finish the upload at all three nodes", kind: .refused)
        }
    }
}
