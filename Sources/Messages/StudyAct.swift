public import Identity
public import Primitives
public import Study
public import Wire

/// What a party wants done with a study at one node, to be signed by it.
public struct StudyAct: WireMessage, Equatable {
    /// What is done.
    public enum Action: Sendable, Equatable {
        /// Put this version in force, with the signatures of all.
        case adopt(Study, signatures: [SignedMessage])
        /// Answer no question until the operator lifts it.
        case freeze(reason: String)
        /// Answer questions again.
        case thaw
        /// Take neither tables nor questions any more.
        case close(reason: String)
        /// Delete all shares.
        case erase
        /// Revoke a person, a key or a plan.
        case revoke(Revocation)
        /// Let a query run that nothing else covers.
        case approve(plan: Digest)
        /// Do not let it run.
        case refuse(plan: Digest, reason: String)
    }

    /// The name under which it is encoded.
    public static let tag = "trefoil.study-act"
    /// The format written.
    public static let format: UInt16 = 1
    /// The most bytes of an act.
    public static let sizeLimit = 16 << 20

    /// The study, by the digest of its version 1.
    public let study: Digest
    /// The node that is to act.
    public let node: String
    /// What is done.
    public let action: Action
    /// When it was signed, seconds since 1970 UTC.
    public let issued: UInt64
    /// 16 random bytes; a node takes each once.
    public let nonce: [UInt8]

    /// An act to be signed.
    public init(study: Digest, node: String, action: Action, issued: UInt64, nonce: [UInt8]) {
        self.study = study
        self.node = node
        self.action = action
        self.issued = issued
        self.nonce = nonce
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(node)
        encoder.append(issued)
        encoder.append(nonce)
        switch action {
        case .adopt(let study, let signatures):
            encoder.append(UInt8(0))
            encoder.append(study)
            encoder.append(list: signatures) { $0.append($1) }
        case .freeze(let reason):
            encoder.append(UInt8(1))
            encoder.append(reason)
        case .thaw: encoder.append(UInt8(2))
        case .close(let reason):
            encoder.append(UInt8(3))
            encoder.append(reason)
        case .erase: encoder.append(UInt8(4))
        case .revoke(let revocation):
            encoder.append(UInt8(5))
            encoder.append(revocation)
        case .approve(let plan):
            encoder.append(UInt8(6))
            encoder.append(plan)
        case .refuse(let plan, let reason):
            encoder.append(UInt8(7))
            encoder.append(plan)
            encoder.append(reason)
        }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        node = try decoder.string(limit: 64)
        issued = try decoder.uint64()
        nonce = try decoder.bytes(limit: 16)
        switch try decoder.uint8() {
        case 0:
            action = .adopt(
                try decoder.message(Study.self, limit: 1 << 24),
                signatures: try decoder.list(limit: 3_000) { (d) throws(Problem) in
                    try d.message(SignedMessage.self, limit: 4096)
                })
        case 1: action = .freeze(reason: try decoder.reason())
        case 2: action = .thaw
        case 3: action = .close(reason: try decoder.reason())
        case 4: action = .erase
        case 5: action = .revoke(try decoder.message(Revocation.self, limit: 4096))
        case 6: action = .approve(plan: try decoder.digest())
        case 7: action = .refuse(plan: try decoder.digest(), reason: try decoder.reason())
        default: throw decoder.malformed("kind of act")
        }
    }
}
