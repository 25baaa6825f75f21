public import Primitives
public import Wire

/// Bytes with the signature of a party over them and over the party's name.
public struct SignedMessage: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.signed" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The name of who signed.
    public let signer: String
    /// What was signed.
    public let payload: [UInt8]
    /// The signature.
    public let signature: [UInt8]

    /// The largest payload that is read, in bytes.
    public static let payloadLimit = 1 << 24

    /// Signs bytes.
    public static func sign(payload: [UInt8], by keys: PartyKeys) -> SignedMessage {
        let text = SignedText.bytes(domain: SignedText.message, signer: keys.name, payload: payload)
        return SignedMessage(signer: keys.name, payload: payload, signature: keys.signing.sign(text))
    }

    /// Signs a message.
    public static func sign<Message: WireMessage>(_ message: Message, by keys: PartyKeys) -> SignedMessage {
        sign(payload: message.wireBytes, by: keys)
    }

    init(signer: String, payload: [UInt8], signature: [UInt8]) {
        self.signer = signer
        self.payload = payload
        self.signature = signature
    }

    /// Whether the owner of the key signed this payload under this name.
    public func isValid(key: Ed25519.PublicKey) -> Bool {
        key.isValid(
            signature: signature, of: SignedText.bytes(domain: SignedText.message, signer: signer, payload: payload))
    }

    /// The message in the payload, if the holder of the card signed it; else the problem `bad-signature`.
    public func open<Message: WireMessage>(_ type: Message.Type, by card: PartyCard) throws(Problem) -> Message {
        guard signer == card.name, isValid(key: card.signingKey) else {
            throw Problem(
                "bad-signature", "a message does not carry the signature of \(card.name)",
                mend: "check that the study holds the present card of \(card.name)", kind: .refused)
        }
        return try Message(wireBytes: payload)
    }

    /// Writes signer, payload and signature.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(signer)
        encoder.append(payload)
        encoder.append(raw: signature)
    }

    /// Reads a message without checking its signature.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        signer = try decoder.string(limit: 64)
        try PartyName.check(signer)
        payload = try decoder.bytes(limit: Self.payloadLimit)
        signature = try decoder.raw(64)
    }
}
