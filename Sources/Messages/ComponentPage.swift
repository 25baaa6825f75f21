import Study
public import Wire

/// A piece of one component of a version, for a node that is rebuilt. Never printed.
public struct ComponentPage: WireMessage, CustomStringConvertible, CustomReflectable {
    /// The name under which it is encoded.
    public static let tag = "trefoil.component-page"
    /// The format written.
    public static let format: UInt16 = 1

    /// What keeps the fingerprint from telling anything.
    public let salt: [UInt8]
    /// The component's directory, as it is stored.
    public let directory: [UInt8]
    /// The chunk that was asked for; empty behind the last one.
    public let chunk: [UInt8]

    /// A page.
    public init(salt: [UInt8], directory: [UInt8], chunk: [UInt8]) {
        self.salt = salt
        self.directory = directory
        self.chunk = chunk
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(salt)
        encoder.append(directory)
        encoder.append(chunk)
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        salt = try decoder.bytes(limit: TableComponent.saltByteCount)
        directory = try decoder.bytes(limit: 1 << 26)
        chunk = try decoder.bytes(limit: 1 << 22)
    }

    /// The size only.
    public var description: String { "ComponentPage(\(chunk.count) bytes)" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
