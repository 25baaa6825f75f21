public import Primitives
public import Wire

/// What a node signs once it holds its part of an upload durably.
public struct PrepareReceipt: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.prepare-receipt" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The node's name in the study.
    public let node: String
    /// The digest of the owner's signed statement.
    public let statement: Digest
    /// When the part was stored, in seconds since 1970 by the node's clock.
    public let prepared: UInt64

    /// A receipt to be signed.
    public init(node: String, statement: Digest, prepared: UInt64) {
        self.node = node
        self.statement = statement
        self.prepared = prepared
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(node)
        encoder.append(statement)
        encoder.append(prepared)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        node = try decoder.string(limit: 256)
        statement = try decoder.digest()
        prepared = try decoder.uint64()
    }
}
