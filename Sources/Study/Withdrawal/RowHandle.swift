import Primitives
public import Wire

/// The name of one row of one version of a table: 16 random bytes that the owner draws, and that say nothing about the row.
public struct RowHandle: Hashable, Sendable, CustomStringConvertible {
    /// The length in bytes.
    public static let byteCount = 16
    /// The bytes.
    public let bytes: [UInt8]

    /// A fresh handle.
    public init() { bytes = SecureRandom.bytes(Self.byteCount) }

    /// Fresh handles.
    public static func draw(_ count: Int) -> [RowHandle] {
        let bytes = SecureRandom.bytes(count * byteCount)
        return (0..<count).compactMap { RowHandle(bytes: Array(bytes[$0 * byteCount..<($0 + 1) * byteCount])) }
    }

    /// Takes 16 bytes; nil for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Takes 32 hexadecimal digits; nil for anything else.
    public init?(hex: String) {
        guard let batch = BatchID(hex: hex) else { return nil }
        bytes = batch.bytes
    }

    /// 32 lower-case hexadecimal digits.
    public var hex: String { BatchID(bytes: bytes)?.hex ?? "" }
    /// The same as ``hex``.
    public var description: String { hex }
}

extension WireEncoder {
    /// Writes the 16 bytes of a handle.
    public mutating func append(_ handle: RowHandle) { append(raw: handle.bytes) }
}

extension WireDecoder {
    /// Reads the 16 bytes of a handle.
    public mutating func rowHandle() throws(Problem) -> RowHandle {
        guard let handle = RowHandle(bytes: try raw(RowHandle.byteCount)) else { throw malformed("handle") }
        return handle
    }
}
