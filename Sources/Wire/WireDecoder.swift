public import Primitives

/// Reads the canonical binary form. Everything read is bounded: no length is believed before the bytes are there.
public struct WireDecoder: Sendable {
    private let bytes: [UInt8]
    private var position = 0
    private let subject: String

    /// The format number that the message was written with; a reader of several formats branches on it.
    public internal(set) var format: UInt16 = 0

    /// Starts at the first byte.
    ///
    /// - Parameters:
    ///   - bytes: what was received.
    ///   - subject: what the bytes are, for errors.
    public init(_ bytes: [UInt8], subject: String = "message") {
        self.bytes = bytes
        self.subject = subject
    }

    /// The number of bytes not read yet.
    public var remaining: Int { bytes.count - position }

    /// The problem of bytes that cannot be right.
    public func malformed(_ what: String) -> Problem {
        Problem(
            "malformed-message", "a \(subject) cannot be read: its \(what) is not as it should be",
            at: "byte \(position)", mend: "check that both sides run the same version, and that the file is whole")
    }

    /// Reads one byte.
    public mutating func uint8() throws(Problem) -> UInt8 {
        try number()
    }

    /// Reads two bytes.
    public mutating func uint16() throws(Problem) -> UInt16 {
        try number()
    }

    /// Reads four bytes.
    public mutating func uint32() throws(Problem) -> UInt32 {
        try number()
    }

    /// Reads eight bytes.
    public mutating func uint64() throws(Problem) -> UInt64 {
        try number()
    }

    /// Reads eight bytes, two's complement.
    public mutating func int64() throws(Problem) -> Int64 {
        Int64(bitPattern: try number())
    }

    /// Reads a 0 or a 1.
    public mutating func bool() throws(Problem) -> Bool {
        switch try uint8() {
        case 0: return false
        case 1: return true
        default: throw malformed("truth value")
        }
    }

    /// Reads a text; it must be UTF-8 and have no more than `limit` bytes.
    public mutating func string(limit: Int = 65536) throws(Problem) -> String {
        let utf8 = try bytes(limit: limit)
        guard let text = String(validating: utf8, as: UTF8.self) else { throw malformed("text") }
        return text
    }

    /// Reads a length and that many bytes, no more than `limit`.
    public mutating func bytes(limit: Int) throws(Problem) -> [UInt8] {
        let count = Int(try uint32())
        guard count <= limit else { throw malformed("length") }
        return try raw(count)
    }

    /// Reads bytes whose number is known.
    public mutating func raw(_ count: Int) throws(Problem) -> [UInt8] {
        guard count >= 0, count <= remaining else { throw malformed("length") }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    /// Reads the 32 bytes of a digest.
    public mutating func digest() throws(Problem) -> Digest {
        guard let digest = Digest(bytes: try raw(Digest.byteCount)) else { throw malformed("digest") }
        return digest
    }

    /// Reads a number of elements, at most `limit`, and no more than there are bytes left.
    public mutating func count(limit: Int) throws(Problem) -> Int {
        let count = Int(try uint32())
        guard count <= limit, count <= remaining else { throw malformed("number of elements") }
        return count
    }

    /// Reads what `append(optional:)` wrote.
    public mutating func optional<Value>(
        _ body: (inout WireDecoder) throws(Problem) -> Value
    ) throws(Problem) -> Value? {
        try bool() ? try body(&self) : nil
    }

    /// Reads what `append(list:)` wrote; elements take at least a byte each.
    public mutating func list<Element>(
        limit: Int, _ body: (inout WireDecoder) throws(Problem) -> Element
    ) throws(Problem) -> [Element] {
        let count = try count(limit: limit)
        var elements: [Element] = []
        elements.reserveCapacity(min(count, 4096))
        for _ in 0..<count { elements.append(try body(&self)) }
        return elements
    }

    /// Reads a whole message with its tag and format, at most `limit` bytes.
    public mutating func message<Message: WireMessage>(
        _ type: Message.Type, limit: Int = 1 << 20
    ) throws(Problem) -> Message {
        try Message(wireBytes: try bytes(limit: limit))
    }

    /// Says that all is read; bytes that are left are an error.
    public func finish() throws(Problem) {
        guard remaining == 0 else { throw malformed("end") }
    }

    private mutating func number<Number: FixedWidthInteger>() throws(Problem) -> Number {
        let width = MemoryLayout<Number>.size
        guard width <= remaining else { throw malformed("length") }
        var value: Number = 0
        for i in 0..<width { value |= Number(bytes[position + i]) << (8 * Number(i)) }
        position += width
        return value
    }
}
