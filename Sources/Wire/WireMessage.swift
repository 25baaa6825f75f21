public import Primitives

/// A thing with one canonical binary form, which is what is sent, stored, signed and digested.
public protocol WireMessage: Sendable {
    /// The name of the kind of message, for example `trefoil.query`.
    static var tag: String { get }
    /// The number of the format that this program writes, from 1. It reads this one and, where it can, older ones.
    static var format: UInt16 { get }
    /// The number of the format that this value is written in; an older one where it says nothing that needs a newer.
    var writtenFormat: UInt16 { get }
    /// Writes the contents.
    func encode(into encoder: inout WireEncoder)
    /// Reads the contents; `decoder.format` tells in which format they are.
    init(from decoder: inout WireDecoder) throws(Problem)
}

extension WireMessage {
    /// The newest format.
    public var writtenFormat: UInt16 { Self.format }

    /// The whole message: tag, format, contents.
    public var wireBytes: [UInt8] {
        var encoder = WireEncoder()
        encoder.append(Self.tag)
        encoder.append(writtenFormat)
        encode(into: &encoder)
        return encoder.bytes
    }

    /// Reads a whole message; another tag, a newer format or bytes left over are errors.
    public init(wireBytes: [UInt8]) throws(Problem) {
        var decoder = WireDecoder(wireBytes, subject: Self.tag)
        guard try decoder.string(limit: 128) == Self.tag else { throw decoder.malformed("kind") }
        let format = try decoder.uint16()
        guard format >= 1 else { throw decoder.malformed("format number") }
        guard format <= Self.format else {
            throw Problem(
                "newer-format",
                "a \(Self.tag) is written in format \(format); this program reads up to format \(Self.format)",
                mend: "update this program to the version that wrote it, or a later one")
        }
        decoder.format = format
        try self.init(from: &decoder)
        try decoder.finish()
    }

    /// SHA-256 of ``wireBytes``.
    public var digest: Digest { Digest(of: wireBytes) }
}
