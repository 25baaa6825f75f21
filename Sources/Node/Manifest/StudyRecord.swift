import Identity
import Primitives
import Study
import Wire

/// What a node knows of a study for itself: the version in force with its signatures, the state, and what its operator has
/// revoked, approved or refused. Kept in a file in the study's folder.
struct StudyRecord: WireMessage {
    static let tag = "trefoil.study-record"
    static let format: UInt16 = 1
    /// The largest file, bytes.
    static let sizeLimit = 256 << 20

    /// The version that the node holds.
    var study: Study
    /// The digests of the versions before, oldest first.
    var former: [Digest] = []
    /// The signatures under the version that it holds.
    var signatures: StudySignatures
    /// How far it has come.
    var state: StudyState
    /// Why it is frozen or closed.
    var reason = ""
    /// What the operator has revoked.
    var revocations: [Revocation] = []
    /// Queries that nothing covers, oldest first.
    var requests: [ApprovalRequest] = []
    /// What was signed when all shares were deleted.
    var erasure: SignedMessage?

    /// A study that the node has not met before. One without a manifest is in force as it is.
    init(_ study: Study) {
        self.study = study
        signatures = StudySignatures()
        state = study.manifest == nil ? .active : .draft
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(list: former) { $0.append($1) }
        encoder.append(list: signatures.consents) { $0.append($1) }
        encoder.append(state.rawValue)
        encoder.append(reason)
        encoder.append(list: revocations) { $0.append($1) }
        encoder.append(list: requests) { $0.append($1) }
        encoder.append(optional: erasure) { $0.append($1) }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.message(Study.self, limit: 1 << 24)
        former = try decoder.list(limit: 1_000_000) { (d) throws(Problem) in try d.digest() }
        signatures = StudySignatures(
            try decoder.list(limit: StudySignatures.limit) { (d) throws(Problem) in
                try d.message(SignedMessage.self, limit: 4096)
            })
        guard let state = StudyState(rawValue: try decoder.string(limit: 16)) else { throw decoder.malformed("state") }
        self.state = state
        reason = try decoder.reason()
        revocations = try decoder.list(limit: 100_000) { (d) throws(Problem) in
            try d.message(Revocation.self, limit: 4096)
        }
        requests = try decoder.list(limit: Self.requestLimit) { (d) throws(Problem) in
            try d.message(ApprovalRequest.self, limit: 1 << 17)
        }
        erasure = try decoder.optional { (d) throws(Problem) in try d.message(SignedMessage.self, limit: 1 << 25) }
    }

    /// The most requests that are kept.
    static let requestLimit = 10_000
    /// The most undecided requests of one analyst.
    static let requestsPerAnalyst = 100
}
