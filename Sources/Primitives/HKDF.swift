/// Key derivation (RFC 5869) with SHA-256: extract, then expand.
public enum HKDF {
    /// The longest output in bytes.
    public static let maximumCount = 255 * Digest.byteCount

    /// Derives key bytes.
    ///
    /// - Parameters:
    ///   - secret: the input key material.
    ///   - salt: public; may be empty.
    ///   - info: what the key is for; different uses give independent keys.
    ///   - count: the number of bytes to derive, at most ``maximumCount``.
    public static func derive(secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int) -> [UInt8] {
        precondition(count >= 0 && count <= maximumCount, "a key of this length cannot be derived")
        let pseudorandomKey = HMAC.sha256(key: salt, message: secret)
        var output: [UInt8] = []
        var block: [UInt8] = []
        var counter: UInt8 = 1
        while output.count < count {
            block = HMAC.sha256(key: pseudorandomKey, message: block + info + [counter])
            output += block
            counter &+= 1
        }
        return Array(output.prefix(count))
    }
}
