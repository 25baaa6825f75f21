public import Primitives
public import Wire

/// Who asks for what, at which node, and until when: the signed head of every request that is not itself a signed message.
public struct AccessRequest: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.access"
    /// The format written.
    public static let format: UInt16 = 1

    /// The study.
    public let studyDigest: Digest
    /// The node that is asked, so that the request is worth nothing elsewhere.
    public let node: String
    /// The HTTP method.
    public let method: String
    /// The path.
    public let path: String
    /// The digest of the body.
    public let bodyDigest: Digest
    /// When it was signed, seconds since 1970 UTC.
    public let issued: UInt64
    /// 16 random bytes; a node takes each once.
    public let nonce: [UInt8]

    /// The HTTP header that carries the signed request, in base64url.
    public static let header = "trefoil-access"

    /// A request to be signed.
    public init(
        studyDigest: Digest, node: String, method: String, path: String, bodyDigest: Digest, issued: UInt64,
        nonce: [UInt8]
    ) {
        self.studyDigest = studyDigest
        self.node = node
        self.method = method
        self.path = path
        self.bodyDigest = bodyDigest
        self.issued = issued
        self.nonce = nonce
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(studyDigest)
        encoder.append(node)
        encoder.append(method)
        encoder.append(path)
        encoder.append(bodyDigest)
        encoder.append(issued)
        encoder.append(nonce)
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        studyDigest = try decoder.digest()
        node = try decoder.string(limit: 64)
        method = try decoder.string(limit: 16)
        path = try decoder.string(limit: 512)
        bodyDigest = try decoder.digest()
        issued = try decoder.uint64()
        nonce = try decoder.bytes(limit: 16)
    }
}
