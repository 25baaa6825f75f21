public import Identity
public import Primitives
public import Wire

/// What a node signs when its operator agrees that another node is rebuilt: from where the other's audit goes on.
///
/// With the consents of both others a chain may skip the entries that were lost; with fewer it may not.
public struct RebuildConsent: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.rebuild-consent" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The study.
    public let study: Digest
    /// The node that is rebuilt.
    public let node: String
    /// When it was signed, in seconds since 1970.
    public let instant: UInt64
    /// How many entries of that node's audit the signer has seen.
    public let count: UInt64
    /// The digest of the last of them; of the beginning where it has seen none.
    public let last: Digest

    /// A consent to be signed.
    public init(study: Digest, node: String, instant: UInt64, count: UInt64, last: Digest) {
        self.study = study
        self.node = node
        self.instant = instant
        self.count = count
        self.last = last
    }

    /// From where the audit of a node goes on, by the consents of both other nodes; nil where these are not there.
    public static func continuation(
        _ consents: [SignedMessage], of node: String, study: Digest, cards: [PartyCard]
    ) -> (count: UInt64, last: Digest)? {
        var seen: [(count: UInt64, last: Digest)] = []
        for card in cards where card.name != node {
            let own = consents.lazy.compactMap { try? $0.open(RebuildConsent.self, by: card) }
                .first { $0.node == node && $0.study == study }
            guard let own else { return nil }
            seen.append((own.count, own.last))
        }
        return seen.max { $0.count < $1.count }
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(node)
        encoder.append(instant)
        encoder.append(count)
        encoder.append(last)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        node = try decoder.string(limit: 64)
        instant = try decoder.uint64()
        count = try decoder.uint64()
        last = try decoder.digest()
    }
}
