public import Primitives
public import Wire

/// What a node signs once it has deleted all shares of a study.
public struct ErasureReceipt: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.erasure-receipt" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The study, by the digest of its version 1.
    public let study: Digest
    /// The node.
    public let node: String
    /// The uploads whose shares were deleted.
    public let batches: [BatchID]
    /// When, in seconds since 1970 by the node's clock.
    public let erased: UInt64

    /// A receipt to be signed.
    public init(study: Digest, node: String, batches: [BatchID], erased: UInt64) {
        self.study = study
        self.node = node
        self.batches = batches
        self.erased = erased
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(node)
        encoder.append(list: batches) { $0.append($1) }
        encoder.append(erased)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        node = try decoder.string(limit: 64)
        batches = try decoder.list(limit: 1_000_000) { (d) throws(Problem) in try d.batchID() }
        erased = try decoder.uint64()
    }
}
