public import Identity
public import Primitives
public import Wire

/// How far a node's audit reaches: what the nodes sign and give to each other at the end of each job.
///
/// Whoever holds a head that a node signed can prove that entries up to it were there, whatever the node shows later.
public struct AuditHead: WireMessage, Hashable {
    /// The name on the wire.
    public static var tag: String { "trefoil.audit-head" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The study.
    public let study: Digest
    /// The node whose audit it is.
    public let node: String
    /// How many entries there are.
    public let count: UInt64
    /// The digest of the last one.
    public let last: Digest

    /// A head to be signed.
    public init(study: Digest, node: String, count: UInt64, last: Digest) {
        self.study = study
        self.node = node
        self.count = count
        self.last = last
    }

    /// Reads a head that a node of the study signed.
    ///
    /// - Throws: `Problem` "bad-signature" where the holder of the card did not sign it, or it is of another study.
    public init(_ signed: SignedMessage, of card: PartyCard, study: Digest) throws(Problem) {
        self = try signed.open(AuditHead.self, by: card)
        guard node == card.name, self.study == study else {
            throw Problem(
                "bad-signature", "the head of an audit is of another node or study", at: "signed by \(card.name)",
                kind: .refused)
        }
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(node)
        encoder.append(count)
        encoder.append(last)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        node = try decoder.string(limit: 64)
        count = try decoder.uint64()
        last = try decoder.digest()
    }
}
