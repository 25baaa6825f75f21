public import Primitives
public import Wire

/// Bytes that only the holder of a sealing key can read: X25519 with a fresh key, HKDF, AES-256-GCM.
public struct SealedMessage: WireMessage {
    /// The name on the wire.
    public static var tag: String { "trefoil.sealed" }
    /// The format number.
    public static var format: UInt16 { 1 }

    private let sender: [UInt8]
    private let sealed: [UInt8]

    /// Seals bytes.
    ///
    /// - Parameters:
    ///   - plain: what is hidden.
    ///   - key: of the one who may read it.
    ///   - purpose: what it is for; it opens for the same purpose alone.
    public init(sealing plain: [UInt8], to key: X25519.PublicKey, purpose: String) throws(Problem) {
        let own = X25519.PrivateKey()
        sender = own.publicKey.bytes
        do {
            let derived = Self.derive(try own.agreement(with: key), sender: sender, receiver: key.bytes, purpose)
            sealed = try AESGCM.seal(plain, key: derived.key, nonce: derived.nonce, authenticating: [])
        } catch {
            throw Problem("keys-failed", "a message could not be sealed")
        }
    }

    /// What was sealed for these keys and this purpose.
    ///
    /// - Throws: `Problem` "not-for-you".
    public func open(by keys: PartyKeys, purpose: String) throws(Problem) -> [UInt8] {
        guard let other = X25519.PublicKey(bytes: sender), let shared = try? keys.sealing.agreement(with: other) else {
            throw Self.notForYou(keys)
        }
        let derived = Self.derive(shared, sender: sender, receiver: keys.sealing.publicKey.bytes, purpose)
        guard let plain = try? AESGCM.open(sealed, key: derived.key, nonce: derived.nonce, authenticating: []) else {
            throw Self.notForYou(keys)
        }
        return plain
    }

    private static func derive(
        _ shared: [UInt8], sender: [UInt8], receiver: [UInt8], _ purpose: String
    ) -> (key: [UInt8], nonce: [UInt8]) {
        var info = WireEncoder()
        info.append("trefoil sealed message 1")
        info.append(purpose)
        info.append(sender)
        info.append(receiver)
        let bytes = HKDF.derive(secret: shared, salt: [], info: info.bytes, count: 32 + AESGCM.nonceByteCount)
        return (Array(bytes[..<32]), Array(bytes[32...]))
    }

    private static func notForYou(_ keys: PartyKeys) -> Problem {
        Problem(
            "not-for-you", "it is not sealed for the keys of \(keys.name), or was changed",
            mend: "use the key file that it was sealed for", kind: .refused)
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(raw: sender)
        encoder.append(sealed)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        sender = try decoder.raw(32)
        sealed = try decoder.bytes(limit: decoder.remaining)
    }
}
