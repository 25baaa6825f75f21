public import Primitives

/// Writes the canonical binary form: little-endian numbers of fixed width, lengths as 32 bits, UTF-8 text.
public struct WireEncoder: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []

    /// Starts with nothing written.
    public init() {}

    /// Makes room for this many further bytes.
    public mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Writes one byte.
    public mutating func append(_ value: UInt8) {
        bytes.append(value)
    }

    /// Writes two bytes.
    public mutating func append(_ value: UInt16) {
        appendNumber(value)
    }

    /// Writes four bytes.
    public mutating func append(_ value: UInt32) {
        appendNumber(value)
    }

    /// Writes eight bytes.
    public mutating func append(_ value: UInt64) {
        appendNumber(value)
    }

    /// Writes eight bytes, two's complement.
    public mutating func append(_ value: Int64) {
        appendNumber(UInt64(bitPattern: value))
    }

    /// Writes 1 for true, 0 for false.
    public mutating func append(_ value: Bool) {
        bytes.append(value ? 1 : 0)
    }

    /// Writes the length in UTF-8 bytes, then the text.
    public mutating func append(_ text: String) {
        append(Array(text.utf8))
    }

    /// Writes the length, then the bytes.
    public mutating func append(_ value: [UInt8]) {
        append(count: value.count)
        bytes.append(contentsOf: value)
    }

    /// Writes bytes without their length; the reader must know it.
    public mutating func append(raw value: [UInt8]) {
        bytes.append(contentsOf: value)
    }

    /// Writes bytes without their length; the reader must know it.
    public mutating func append(raw value: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: value)
    }

    /// Writes the 32 bytes of a digest.
    public mutating func append(_ digest: Digest) {
        bytes.append(contentsOf: digest.bytes)
    }

    /// Writes a number of elements, at most 2^32 - 1.
    public mutating func append(count: Int) {
        precondition(count >= 0 && count <= Int(UInt32.max), "too long for the wire")
        append(UInt32(count))
    }

    /// Writes 0 for nil, else 1 and the value.
    public mutating func append<Value>(optional value: Value?, _ body: (inout WireEncoder, Value) -> Void) {
        append(value != nil)
        if let value { body(&self, value) }
    }

    /// Writes the number of elements, then each.
    public mutating func append<Element>(list: [Element], _ body: (inout WireEncoder, Element) -> Void) {
        append(count: list.count)
        for element in list { body(&self, element) }
    }

    /// Writes a whole message with its tag and format, after its length.
    public mutating func append<Message: WireMessage>(_ message: Message) {
        append(message.wireBytes)
    }

    private mutating func appendNumber<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
