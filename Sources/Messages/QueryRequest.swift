public import Primitives
public import Wire

/// A closed query as the analyst signs it, once, and sends it to all three nodes, byte for byte the same.
///
/// It needs nothing but the study and its tables: no session at a node, no variable of the console.
public struct QueryRequest: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.query"
    /// The format written.
    public static let format: UInt16 = 1

    /// The study it belongs to.
    public let studyDigest: Digest
    /// The canonical text of the plan.
    public let planText: String
    /// The digest of the plan, which each node computes again from the text.
    public let planDigest: Digest
    /// The analyst who signs.
    public let analyst: String
    /// 16 random bytes that make two askings of one plan two jobs.
    public let nonce: [UInt8]
    /// When it was signed, seconds since 1970 UTC.
    public let issued: UInt64

    /// The largest plan text, bytes.
    public static let textLimit = 65_536

    /// A query to be signed.
    public init(
        studyDigest: Digest, planText: String, planDigest: Digest, analyst: String, nonce: [UInt8], issued: UInt64
    ) {
        self.studyDigest = studyDigest
        self.planText = planText
        self.planDigest = planDigest
        self.analyst = analyst
        self.nonce = nonce
        self.issued = issued
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(studyDigest)
        encoder.append(planText)
        encoder.append(planDigest)
        encoder.append(analyst)
        encoder.append(nonce)
        encoder.append(issued)
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        studyDigest = try decoder.digest()
        planText = try decoder.string(limit: Self.textLimit)
        planDigest = try decoder.digest()
        analyst = try decoder.string(limit: 64)
        nonce = try decoder.bytes(limit: 16)
        issued = try decoder.uint64()
        guard nonce.count == 16 else { throw Problem("malformed-message", "the query's nonce is not 16 bytes long") }
    }
}
