import COpenSSL

/// Computes a SHA-256 digest of bytes that arrive piece by piece. For one thread.
public final class DigestBuilder {
    private let context: OpaquePointer

    /// Starts with no bytes.
    public init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("no memory for a digest") }
        self.context = context
        start()
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    private func start() {
        guard EVP_DigestInit_ex(context, Algorithms.sha256, nil) == 1 else { fatalError("SHA-256 is not available") }
    }

    /// Takes the next bytes.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes the next bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The digest of all bytes taken; afterwards the builder starts anew with no bytes.
    public func finish() -> Digest {
        let bytes = [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, initialized in
            EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            initialized = Digest.byteCount
        }
        start()
        return Digest(computed: bytes)
    }
}
