public import Identity
public import Primitives
public import Wire

/// One link of a node's audit: an event with its number, its instant and the digest of the link before it.
///
/// What is stored is the entry as the node signed it; the digest of these bytes is what the next entry names.
public struct AuditEntry: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.audit-entry" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The study that the chain belongs to.
    public let study: Digest
    /// The node whose chain it is.
    public let node: String
    /// The place in the chain, from 0.
    public let number: UInt64
    /// The digest of the entry before; of study and node where there is none.
    public let previous: Digest
    /// When it was written, in seconds since 1970 UTC by the node's clock.
    public let instant: UInt64
    /// What happened.
    public let event: AuditEvent

    /// An entry to be signed.
    public init(study: Digest, node: String, number: UInt64, previous: Digest, instant: UInt64, event: AuditEvent) {
        self.study = study
        self.node = node
        self.number = number
        self.previous = previous
        self.instant = instant
        self.event = event
    }

    /// What the first entry of a chain names as the one before.
    public static func beginning(study: Digest, node: String) -> Digest {
        var encoder = WireEncoder()
        encoder.append("trefoil audit chain 1")
        encoder.append(study)
        encoder.append(node)
        return Digest(of: encoder.bytes)
    }

    /// The digest of a signed entry, by which the next entry and heads name it.
    public static func digest(of signed: SignedMessage) -> Digest { Digest(of: signed.wireBytes) }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(node)
        encoder.append(number)
        encoder.append(previous)
        encoder.append(instant)
        event.encode(into: &encoder)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        node = try decoder.string(limit: 64)
        number = try decoder.uint64()
        previous = try decoder.digest()
        instant = try decoder.uint64()
        event = try AuditEvent(from: &decoder)
    }
}
