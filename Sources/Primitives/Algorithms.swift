import COpenSSL

/// OpenSSL's descriptions of algorithms, looked up once; the look-up costs more than a short digest does.
enum Algorithms {
    nonisolated(unsafe) static let sha256: OpaquePointer = {
        guard let found = EVP_MD_fetch(nil, "SHA256", nil) else { fatalError("OpenSSL lacks SHA-256") }
        return found
    }()

    nonisolated(unsafe) static let aes128Counter: OpaquePointer = {
        guard let found = EVP_CIPHER_fetch(nil, "AES-128-CTR", nil) else { fatalError("OpenSSL lacks AES-128-CTR") }
        return found
    }()
}
