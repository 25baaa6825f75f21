public import Primitives
public import Wire

/// The public half of a party's identity, signed by itself: what parties give to each other.
///
/// Every card that was read has a valid signature. Whether it belongs to who it says is for people to check.
public struct PartyCard: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.card" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The party's name, as in ``PartyName``.
    public let name: String
    /// Checks what the party signs.
    public let signingKey: Ed25519.PublicKey
    /// Seals what only the party may read.
    public let sealingKey: X25519.PublicKey
    /// The party's certificate for TLS.
    public let certificateDER: [UInt8]
    /// When the keys were made, in seconds since 1970 (UTC).
    public let created: UInt64
    /// The signature over all of the above.
    public let signature: [UInt8]

    /// SHA-256 of the certificate, by which peers know it.
    public var certificatePin: Digest { Digest(of: certificateDER) }

    /// SHA-256 of the whole card, for people to compare by telephone.
    public var fingerprint: Digest { digest }

    init(
        name: String, signingKey: Ed25519.PrivateKey, sealingKey: X25519.PublicKey, certificateDER: [UInt8],
        created: UInt64
    ) {
        self.name = name
        self.signingKey = signingKey.publicKey
        self.sealingKey = sealingKey
        self.certificateDER = certificateDER
        self.created = created
        let contents = Self.contents(name, signingKey.publicKey, sealingKey, certificateDER, created)
        signature = signingKey.sign(SignedText.bytes(domain: SignedText.card, signer: name, payload: contents))
    }

    private static func contents(
        _ name: String, _ signingKey: Ed25519.PublicKey, _ sealingKey: X25519.PublicKey, _ certificateDER: [UInt8],
        _ created: UInt64
    ) -> [UInt8] {
        var encoder = WireEncoder()
        encoder.append(name)
        encoder.append(raw: signingKey.bytes)
        encoder.append(raw: sealingKey.bytes)
        encoder.append(certificateDER)
        encoder.append(created)
        return encoder.bytes
    }

    /// Writes the card.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(raw: Self.contents(name, signingKey, sealingKey, certificateDER, created))
        encoder.append(raw: signature)
    }

    /// Reads a card and checks its name and signature.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        name = try decoder.string(limit: 64)
        try PartyName.check(name)
        guard let signingKey = Ed25519.PublicKey(bytes: try decoder.raw(32)) else { throw decoder.malformed("key") }
        guard let sealingKey = X25519.PublicKey(bytes: try decoder.raw(32)) else { throw decoder.malformed("key") }
        self.signingKey = signingKey
        self.sealingKey = sealingKey
        certificateDER = try decoder.bytes(limit: 16384)
        created = try decoder.uint64()
        signature = try decoder.raw(64)
        let contents = Self.contents(name, signingKey, sealingKey, certificateDER, created)
        let signed = SignedText.bytes(domain: SignedText.card, signer: name, payload: contents)
        guard signingKey.isValid(signature: signature, of: signed) else {
            throw Problem(
                "bad-card", "the card of \(name) has been changed: its signature does not fit",
                mend: "ask \(name) for the card again", kind: .refused)
        }
    }
}
