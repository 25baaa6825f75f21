import COpenSSL

/// Authenticated encryption with AES in Galois counter mode.
public enum AESGCM {
    /// The length of a nonce in bytes.
    public static let nonceByteCount = 12
    /// The length of the tag at the end of a sealed text, in bytes.
    public static let tagByteCount = 16

    /// Encrypts and authenticates.
    ///
    /// - Parameters:
    ///   - plain: what is hidden.
    ///   - key: 16 or 32 bytes.
    ///   - nonce: 12 bytes, never twice with one key.
    ///   - authenticating: bytes that are not hidden, but must be the same when it is opened.
    /// - Returns: as many bytes as `plain` has, and a tag of 16.
    public static func seal(
        _ plain: [UInt8], key: [UInt8], nonce: [UInt8], authenticating: [UInt8]
    ) throws(PrimitiveError) -> [UInt8] {
        let context = try start(key: key, nonce: nonce, authenticating: authenticating, sealing: true)
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = [UInt8](repeating: 0, count: tagByteCount)
        let sealed = try run(context, plain)
        guard finish(context) else { throw .failed("encryption") }
        guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), &tag) == 1 else {
            throw .failed("encryption")
        }
        return sealed + tag
    }

    /// Checks and decrypts what ``seal(_:key:nonce:authenticating:)`` made. Fails if anything differs.
    public static func open(
        _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], authenticating: [UInt8]
    ) throws(PrimitiveError) -> [UInt8] {
        guard sealed.count >= tagByteCount else { throw .failed("decryption") }
        let context = try start(key: key, nonce: nonce, authenticating: authenticating, sealing: false)
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = Array(sealed.suffix(tagByteCount))
        let plain = try run(context, Array(sealed.dropLast(tagByteCount)))
        guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag) == 1, finish(context)
        else { throw .failed("decryption") }
        return plain
    }

    private static func start(
        key: [UInt8], nonce: [UInt8], authenticating: [UInt8], sealing: Bool
    ) throws(PrimitiveError) -> OpaquePointer {
        guard key.count == 16 || key.count == 32, nonce.count == nonceByteCount else {
            throw .failed("encryption: a key has 16 or 32 bytes, a nonce 12")
        }
        guard let context = EVP_CIPHER_CTX_new() else { throw .failed("encryption") }
        let cipher = key.count == 16 ? EVP_aes_128_gcm() : EVP_aes_256_gcm()
        var written: Int32 = 0
        guard EVP_CipherInit_ex(context, cipher, nil, key, nonce, sealing ? 1 : 0) == 1,
            authenticating.isEmpty
                || EVP_CipherUpdate(context, nil, &written, authenticating, Int32(authenticating.count)) == 1
        else {
            EVP_CIPHER_CTX_free(context)
            throw .failed("encryption")
        }
        return context
    }

    private static func run(_ context: OpaquePointer, _ input: [UInt8]) throws(PrimitiveError) -> [UInt8] {
        guard input.count < Int(Int32.max) else { throw .failed("encryption: more than 2 GiB") }
        var output = [UInt8](repeating: 0, count: input.count)
        var written: Int32 = 0
        guard input.isEmpty || EVP_CipherUpdate(context, &output, &written, input, Int32(input.count)) == 1 else {
            throw .failed("encryption")
        }
        return output
    }

    private static func finish(_ context: OpaquePointer) -> Bool {
        var rest = [UInt8](repeating: 0, count: 16)
        var written: Int32 = 0
        return EVP_CipherFinal_ex(context, &rest, &written) == 1
    }
}
