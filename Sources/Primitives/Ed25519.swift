import COpenSSL

/// Signatures over Curve25519 (RFC 8032).
public enum Ed25519 {
    /// A key that signs. Its description shows nothing of it.
    public struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
        /// The 32 secret bytes.
        public let seed: [UInt8]
        /// The key that others check signatures with.
        public let publicKey: PublicKey

        /// A fresh key.
        public init() {
            self.init(checked: SecureRandom.bytes(32))
        }

        /// The key of a seed; nil unless the seed has 32 bytes.
        public init?(seed: [UInt8]) {
            guard seed.count == 32 else { return nil }
            self.init(checked: seed)
        }

        private init(checked seed: [UInt8]) {
            self.seed = seed
            guard let key = RawKey(privateBytes: seed, type: EVP_PKEY_ED25519) else {
                fatalError("OpenSSL lacks Ed25519")
            }
            publicKey = PublicKey(computed: key.publicBytes)
        }

        /// Signs a message: 64 bytes, the same for the same message.
        public func sign(_ message: [UInt8]) -> [UInt8] {
            guard let key = RawKey(privateBytes: seed, type: EVP_PKEY_ED25519), let context = EVP_MD_CTX_new() else {
                fatalError("no memory for a signature")
            }
            defer { EVP_MD_CTX_free(context) }
            var signature = [UInt8](repeating: 0, count: 64)
            var count = signature.count
            guard EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1,
                EVP_DigestSign(context, &signature, &count, message, message.count) == 1
            else { fatalError("a signature could not be made") }
            return signature
        }

        /// Says that the key is hidden.
        public var description: String { "Ed25519 private key (hidden)" }

        /// Shows no contents.
        public var customMirror: Mirror { Mirror(self, children: [:]) }
    }

    /// A key that checks signatures.
    public struct PublicKey: Hashable, Sendable {
        /// The 32 bytes.
        public let bytes: [UInt8]

        /// A key from its bytes; nil unless there are 32.
        public init?(bytes: [UInt8]) {
            guard bytes.count == 32 else { return nil }
            self.bytes = bytes
        }

        init(computed: [UInt8]) {
            bytes = computed
        }

        /// Whether this key's owner signed the message.
        public func isValid(signature: [UInt8], of message: [UInt8]) -> Bool {
            guard signature.count == 64, let key = RawKey(publicBytes: bytes, type: EVP_PKEY_ED25519),
                let context = EVP_MD_CTX_new()
            else { return false }
            defer {
                EVP_MD_CTX_free(context)
                ERR_clear_error()
            }
            return EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
                && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        }
    }
}
