public import Primitives
public import Wire

/// What one node's operator has taken back on its own: it holds at once at that node, and so everywhere, since nothing runs
/// unless all three agree.
public struct Revocation: WireMessage, Hashable {
    /// What is revoked.
    public enum Subject: Sendable, Hashable {
        /// A party in all its roles, by name.
        case person(String)
        /// A card, by its fingerprint; a new card of the same party can enter by amendment.
        case key(Digest)
        /// A plan, by its digest.
        case plan(Digest)
    }

    /// The name on the wire.
    public static var tag: String { "trefoil.revocation" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// What is revoked.
    public let subject: Subject
    /// Why, in words.
    public let reason: String

    /// A revocation.
    public init(_ subject: Subject, reason: String) {
        self.subject = subject
        self.reason = reason
    }

    /// In words, as in `analyst ann`.
    public var words: String {
        switch subject {
        case .person(let name): "person \(name)"
        case .key(let card): "key \(card.hex.prefix(16))"
        case .plan(let plan): "plan \(plan.hex.prefix(16))"
        }
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        switch subject {
        case .person(let name):
            encoder.append(UInt8(0))
            encoder.append(name)
        case .key(let card):
            encoder.append(UInt8(1))
            encoder.append(card)
        case .plan(let plan):
            encoder.append(UInt8(2))
            encoder.append(plan)
        }
        encoder.append(reason)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        switch try decoder.uint8() {
        case 0: subject = .person(try decoder.string(limit: 64))
        case 1: subject = .key(try decoder.digest())
        case 2: subject = .plan(try decoder.digest())
        default: throw decoder.malformed("kind of revocation")
        }
        reason = try decoder.reason()
    }
}
