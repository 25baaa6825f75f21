public import Identity
public import Primitives
public import Study
public import Wire

/// How a study stands at one node.
public struct StudyReport: WireMessage, Equatable {
    /// The name under which it is encoded.
    public static let tag = "trefoil.study-report"
    /// The format written.
    public static let format: UInt16 = 1

    /// The node.
    public let node: String
    /// How far the study has come there.
    public let state: StudyState
    /// The number of the version that the node holds.
    public let version: Int
    /// Its digest.
    public let digest: Digest
    /// Why it is frozen or closed; empty where nobody said.
    public let reason: String
    /// Whose signatures under this version the node lacks.
    public let missing: [String]
    /// What its operator has revoked.
    public let revocations: [Revocation]
    /// How many queries wait for its approval.
    public let waiting: Int
    /// What it signed when it deleted all shares.
    public let erasure: SignedMessage?

    /// A report.
    public init(
        node: String, state: StudyState, version: Int, digest: Digest, reason: String, missing: [String],
        revocations: [Revocation], waiting: Int, erasure: SignedMessage?
    ) {
        self.node = node
        self.state = state
        self.version = version
        self.digest = digest
        self.reason = reason
        self.missing = missing
        self.revocations = revocations
        self.waiting = waiting
        self.erasure = erasure
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(node)
        encoder.append(state.rawValue)
        encoder.append(UInt32(version))
        encoder.append(digest)
        encoder.append(reason)
        encoder.append(list: missing) { $0.append($1) }
        encoder.append(list: revocations) { $0.append($1) }
        encoder.append(UInt32(waiting))
        encoder.append(optional: erasure) { $0.append($1) }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        node = try decoder.string(limit: 64)
        guard let state = StudyState(rawValue: try decoder.string(limit: 16)) else { throw decoder.malformed("state") }
        self.state = state
        version = Int(try decoder.uint32())
        digest = try decoder.digest()
        reason = try decoder.reason()
        missing = try decoder.list(limit: 3_000) { (d) throws(Problem) in try d.string(limit: 64) }
        revocations = try decoder.list(limit: 100_000) { (d) throws(Problem) in
            try d.message(Revocation.self, limit: 4096)
        }
        waiting = Int(try decoder.uint32())
        erasure = try decoder.optional { (d) throws(Problem) in try d.message(SignedMessage.self, limit: 1 << 25) }
    }
}

/// The requests that a node knows, the oldest first.
public struct ApprovalListing: WireMessage, Equatable {
    /// The name under which it is encoded.
    public static let tag = "trefoil.approvals"
    /// The format written.
    public static let format: UInt16 = 1

    /// The requests.
    public let requests: [ApprovalRequest]

    /// A listing.
    public init(_ requests: [ApprovalRequest]) { self.requests = requests }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(list: requests) { $0.append($1) }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        requests = try decoder.list(limit: 10_000) { (d) throws(Problem) in
            try d.message(ApprovalRequest.self, limit: 1 << 17)
        }
    }
}
