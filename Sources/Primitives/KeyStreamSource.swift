import COpenSSL

/// The streams of one key, each of which begins at a place of its own: AES-128 in counter mode, where the place is the
/// upper 96 bits of the counter. So a stream has 2^32 blocks of 16 bytes.
///
/// The caller uses a place once. For one thread.
public final class KeyStreamSource {
    /// Where a stream begins; the bytes of both numbers, big endian, are the upper bytes of the counter.
    public struct Place: Hashable, Comparable, Sendable {
        let high: UInt64
        let low: UInt32

        /// The place that a digest stands for: its first 12 bytes.
        public init(_ digest: Digest) {
            high = digest.bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
            low = digest.bytes[8..<12].reduce(0) { $0 << 8 | UInt32($1) }
        }

        init(high: UInt64, low: UInt32) {
            self.high = high
            self.low = low
        }

        /// Both numbers.
        public var words: [UInt64] { [high, UInt64(low)] }

        /// The order of the counters.
        public static func < (a: Place, b: Place) -> Bool { (a.high, a.low) < (b.high, b.low) }
    }

    /// Keyed contexts that no stream uses now.
    private var idle: [OpaquePointer] = []
    private let key: [UInt8]

    /// - Parameter key: 16 bytes.
    public init(key: [UInt8]) {
        precondition(key.count == KeyStream.keyByteCount, "a stream's key has 16 bytes")
        self.key = key
    }

    deinit {
        for context in idle { EVP_CIPHER_CTX_free(context) }
    }

    /// The stream that begins at a place, from a block of it on.
    public func stream(at place: Place, block: UInt32 = 0) -> KeyStream { KeyStream(self, at: place, block: block) }

    func lend(at place: Place, block: UInt32) -> OpaquePointer {
        let counter = (place.high.bigEndian, place.low.bigEndian, block.bigEndian)
        let context = idle.popLast() ?? keyed()
        let done = withUnsafeBytes(of: counter) { counter in
            EVP_EncryptInit_ex(context, nil, nil, nil, counter.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        guard done == 1 else { fatalError("AES-128-CTR is not available") }
        return context
    }

    func takeBack(_ context: OpaquePointer) {
        if idle.count < 8 { idle.append(context) } else { EVP_CIPHER_CTX_free(context) }
    }

    private func keyed() -> OpaquePointer {
        guard let context = EVP_CIPHER_CTX_new() else { fatalError("no memory for a stream") }
        guard EVP_EncryptInit_ex(context, Algorithms.aes128Counter, nil, key, nil) == 1 else {
            fatalError("AES-128-CTR is not available")
        }
        return context
    }
}
