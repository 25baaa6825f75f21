import COpenSSL

/// Message authentication with a shared key (RFC 2104).
public enum HMAC {
    /// HMAC-SHA-256: 32 bytes.
    public static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, initialized in
            // A null key pointer would mean "the key of the last call", so an empty key still points somewhere.
            let key = key.isEmpty ? [0] : key
            let written = COpenSSL.HMAC(
                Algorithms.sha256, key, Int32(key.count), message, message.count, buffer.baseAddress, nil)
            guard written != nil else { fatalError("HMAC is not available") }
            initialized = Digest.byteCount
        }
    }
}
