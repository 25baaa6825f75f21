public import Identity
public import Wire

/// One node's part of an upload, with what the owner signed about the whole.
public struct UploadSubmission: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.upload"
    /// The format written.
    public static let format: UInt16 = 1

    /// The owner's signed `UploadStatement`.
    public let statement: SignedMessage
    /// The encoded part, for one node only.
    public let part: [UInt8]

    /// The largest part, bytes.
    public static let partLimit = 1 << 30

    /// A submission.
    public init(statement: SignedMessage, part: [UInt8]) {
        self.statement = statement
        self.part = part
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(statement)
        encoder.append(part)
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        statement = try decoder.message(SignedMessage.self, limit: 1 << 16)
        part = try decoder.bytes(limit: Self.partLimit)
    }
}
