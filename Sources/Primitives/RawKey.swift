import COpenSSL

/// An OpenSSL key made of raw bytes, freed with its owner.
final class RawKey {
    let pointer: OpaquePointer

    /// The key pair of 32 secret bytes.
    init?(privateBytes: [UInt8], type: Int32) {
        guard let made = EVP_PKEY_new_raw_private_key(type, nil, privateBytes, privateBytes.count) else { return nil }
        pointer = made
    }

    /// A public key of 32 bytes.
    init?(publicBytes: [UInt8], type: Int32) {
        guard let made = EVP_PKEY_new_raw_public_key(type, nil, publicBytes, publicBytes.count) else { return nil }
        pointer = made
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// The 32 bytes of the public half.
    var publicBytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        EVP_PKEY_get_raw_public_key(pointer, &bytes, &count)
        return bytes
    }
}
