import Identity
import Primitives
import Study

/// One step of a study's life at this node. Whatever changes a study is one of these, and goes through
/// `StudyAuthority.perform`.
enum StudyTransition: Sendable {
    /// Signatures have come in.
    case signed([SignedMessage])
    /// The version that all have signed is in force.
    case activated
    /// A further version is in force.
    case amended(Study, signatures: [SignedMessage])
    /// No question is answered.
    case frozen(reason: String)
    /// Questions are answered again.
    case thawed
    /// Neither tables nor questions are taken.
    case closed(reason: String)
    /// All shares are deleted; the signed receipt.
    case erased(receipt: SignedMessage)
    /// The operator has taken something back.
    case revoked(Revocation)
    /// A query waits for approval.
    case requested(ApprovalRequest)
    /// A waiting query may run.
    case approved(plan: Digest)
    /// A waiting query may not run.
    case refused(plan: Digest, reason: String)

    /// A name for a log.
    var name: String {
        switch self {
        case .signed: "signed"
        case .activated: "activated"
        case .amended: "amended"
        case .frozen: "frozen"
        case .thawed: "thawed"
        case .closed: "closed"
        case .erased: "erased"
        case .revoked: "revoked"
        case .requested: "requested"
        case .approved: "approved"
        case .refused: "refused"
        }
    }
}

/// A transition as it happens: what an audit log notes. It holds no data of patients.
struct StudyChange: Sendable {
    /// What happens.
    let transition: StudyTransition
    /// The party that asked for it; the node's own name for what it does by itself.
    let party: String
    /// When, in seconds since 1970 by the node's clock.
    let at: UInt64
    /// The digest of the signed act; nil for what no act has asked for.
    let act: Digest?
    /// The digest of the version in force afterwards.
    let study: Digest
    /// The state before.
    let before: StudyState
    /// The state afterwards.
    let after: StudyState
}
