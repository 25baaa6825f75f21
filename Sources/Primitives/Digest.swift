import COpenSSL

/// A SHA-256 digest. Compared in constant time; ordered by its bytes.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The length of every digest in bytes.
    public static let byteCount = 32

    /// The 32 bytes.
    public let bytes: [UInt8]

    /// A digest that was computed elsewhere; nil unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// A digest from 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The SHA-256 digest of some bytes.
    public init(of bytes: [UInt8]) {
        let builder = DigestBuilder()
        builder.update(bytes)
        self = builder.finish()
    }

    /// The SHA-256 digest of a text's UTF-8 bytes.
    public init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    init(computed: [UInt8]) {
        bytes = computed
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Compares in constant time.
    public static func == (a: Digest, b: Digest) -> Bool { constantTimeEqual(a.bytes, b.bytes) }

    /// Orders by bytes, first byte first.
    public static func < (a: Digest, b: Digest) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
