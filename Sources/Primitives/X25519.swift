import COpenSSL

/// Key agreement over Curve25519 (RFC 7748).
public enum X25519 {
    /// The secret half of a key. Its description shows nothing of it.
    public struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
        /// The 32 secret bytes.
        public let seed: [UInt8]
        /// The half that others are given.
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
            guard let key = RawKey(privateBytes: seed, type: EVP_PKEY_X25519) else {
                fatalError("OpenSSL lacks X25519")
            }
            publicKey = PublicKey(computed: key.publicBytes)
        }

        /// The 32 secret bytes that both sides compute. Derive keys from them, never use them as they are.
        ///
        /// Fails for a public key of low order, with which everybody would know the secret.
        public func agreement(with other: PublicKey) throws(PrimitiveError) -> [UInt8] {
            defer { ERR_clear_error() }
            guard let mine = RawKey(privateBytes: seed, type: EVP_PKEY_X25519),
                let theirs = RawKey(publicBytes: other.bytes, type: EVP_PKEY_X25519),
                let context = EVP_PKEY_CTX_new(mine.pointer, nil)
            else { throw .failed("key agreement") }
            defer { EVP_PKEY_CTX_free(context) }
            var secret = [UInt8](repeating: 0, count: 32)
            var count = secret.count
            guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, theirs.pointer) == 1,
                EVP_PKEY_derive(context, &secret, &count) == 1, count == 32
            else { throw .failed("key agreement") }
            return secret
        }

        /// Says that the key is hidden.
        public var description: String { "X25519 private key (hidden)" }

        /// Shows no contents.
        public var customMirror: Mirror { Mirror(self, children: [:]) }
    }

    /// The public half of a key.
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
    }
}
