import Primitives
public import Wire

/// The name of one upload: 16 random bytes that the owner draws.
public struct BatchID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The length in bytes.
    public static let byteCount = 16
    /// The bytes.
    public let bytes: [UInt8]

    /// A fresh name.
    public init() { bytes = SecureRandom.bytes(Self.byteCount) }

    /// Takes 16 bytes; nil for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Takes 32 hexadecimal digits; nil for anything else.
    public init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * Self.byteCount else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(of: digits[place]), let low = Self.value(of: digits[place + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    /// 32 lower-case hexadecimal digits.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Orders by bytes, first byte first.
    public static func < (a: BatchID, b: BatchID) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension WireEncoder {
    /// Writes the 16 bytes of a batch's name.
    public mutating func append(_ batch: BatchID) { append(raw: batch.bytes) }
}

extension WireDecoder {
    /// Reads the 16 bytes of a batch's name.
    public mutating func batchID() throws(Problem) -> BatchID {
        guard let batch = BatchID(bytes: try raw(BatchID.byteCount)) else { throw malformed("batch") }
        return batch
    }
}
