public import Identity
public import Study
public import Wire

/// One node's part of an upload, with what the owner signed about the whole.
public struct UploadSubmission: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.upload"
    /// The format written.
    public static let format: UInt16 = 2

    /// The owner's signed `UploadStatement`.
    public let statement: SignedMessage
    /// The encoded part, for one node only.
    public let part: [UInt8]
    /// The handles of the rows, the same for all nodes; nil in a submission of format 1.
    public let rows: TableRows?

    /// The largest part, bytes.
    public static let partLimit = 1 << 30

    /// A submission.
    public init(statement: SignedMessage, part: [UInt8], rows: TableRows? = nil) {
        self.statement = statement
        self.part = part
        self.rows = rows
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(statement)
        encoder.append(part)
        encoder.append(optional: rows) { $0.append($1) }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        statement = try decoder.message(SignedMessage.self, limit: 1 << 16)
        part = try decoder.bytes(limit: Self.partLimit)
        rows =
            decoder.format >= 2
            ? try decoder.optional { (d) throws(Problem) in try d.message(TableRows.self, limit: Self.partLimit) } : nil
    }
}
