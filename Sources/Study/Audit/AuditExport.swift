public import Identity
public import Primitives
public import Wire

/// The audit of one node as a file: all its entries as they were signed, with the cards of the study's nodes.
public struct AuditExport: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.audit" }
    /// The format number.
    public static var format: UInt16 { 1 }
    /// The most entries of a file.
    public static let entryLimit = 1 << 26
    /// The largest entry, bytes.
    public static let entryByteLimit = 1 << 18

    /// The study.
    public let study: Digest
    /// The node whose audit it is.
    public let node: String
    /// The cards of the study's three nodes, in the order of their roles.
    public let cards: [PartyCard]
    /// The signed entries, the oldest first.
    public let entries: [SignedMessage]

    /// An export.
    public init(study: Digest, node: String, cards: [PartyCard], entries: [SignedMessage]) {
        self.study = study
        self.node = node
        self.cards = cards
        self.entries = entries
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(node)
        encoder.append(list: cards) { $0.append($1) }
        encoder.append(list: entries) { $0.append($1) }
    }

    /// Reads the contents; whether they hold is seen when they are verified.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        node = try decoder.string(limit: 64)
        cards = try decoder.list(limit: 3) { (d) throws(Problem) in try d.message(PartyCard.self, limit: 1 << 16) }
        entries = try decoder.list(limit: Self.entryLimit) { (d) throws(Problem) in
            try d.message(SignedMessage.self, limit: Self.entryByteLimit)
        }
    }
}
