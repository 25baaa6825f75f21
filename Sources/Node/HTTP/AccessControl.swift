import Foundation
import Identity
import Messages
import Primitives
import Study
import Synchronization
import Wire

/// A request whose signature was checked.
struct SignedAccess: Sendable {
    /// The party of the study that signed it.
    let signer: String
}

/// Checks who asks: the signature, that it is meant for this node, path and body, its time, and that it is new.
final class AccessControl: Sendable {
    private let authority: StudyAuthority
    private let node: String
    private let clock: @Sendable () -> UInt64
    private let seen = Mutex<[[UInt8]: UInt64]>([:])

    /// How far clocks may differ, seconds.
    static let tolerance: UInt64 = 300
    /// The most nonces that are remembered at once.
    static let memory = 200_000

    /// Who may sign a request.
    enum Group {
        /// All parties of the study.
        case members
        /// The nodes of the study.
        case nodes
    }

    /// - Parameter authority: knows the parties of the version in force.
    init(authority: StudyAuthority) {
        self.authority = authority
        node = authority.node
        clock = authority.clock
    }

    /// Checks a signed head against the request that it came with.
    ///
    /// - Parameter study: the digest that the request must name: of the version in force, or of the study in all versions.
    func check(
        _ signed: SignedMessage, study: Digest, method: String, path: String, body: [UInt8],
        by group: Group = .members
    ) throws(Problem) -> SignedAccess {
        try verify(signed, role: group == .nodes ? "a node" : "a party", in: group)
        let request = try AccessRequest(wireBytes: signed.payload)
        guard request.studyDigest == study, request.node == node, request.method == method,
            request.path == path, request.bodyDigest == Digest(of: body)
        else {
            throw Problem(
                "wrong-signature", "the signature is for another request, node or study", at: "node \(node)",
                kind: .refused)
        }
        try checkTime(request.issued)
        try checkNew(request.nonce, until: request.issued + 2 * Self.tolerance)
        return SignedAccess(signer: signed.signer)
    }

    /// Checks that a message was signed by one of a group of this study that is not revoked.
    func verify(_ signed: SignedMessage, role: String, in group: Group = .members) throws(Problem) {
        let study = authority.study
        let card =
            group == .nodes
            ? study.role(ofNode: signed.signer).map { study.node($0).card } : study.party(named: signed.signer)?.card
        guard let card else {
            throw Problem(
                "unknown-signer", "\(signed.signer.prefix(64)) is not \(role) of the study \(study.name)",
                at: "node \(node)", mend: "ask the principal investigator to enter your card in the study file",
                kind: .refused)
        }
        try authority.checkRevoked(signed.signer, card)
        guard signed.isValid(key: card.signingKey) else {
            throw Problem(
                "wrong-signature", "the signature of \(signed.signer) does not fit the card in the study file",
                at: "node \(node)", mend: "use the key file that belongs to that card", kind: .refused)
        }
    }

    /// Refuses what was signed too long ago or in the future.
    func checkTime(_ issued: UInt64) throws(Problem) {
        let now = clock()
        guard issued <= now + Self.tolerance, now <= issued + Self.tolerance else {
            throw Problem(
                "wrong-clock",
                "the request is dated \(Self.text(issued)), and the clock of this node says \(Self.text(now))",
                at: "node \(node)", mend: "set the clock that is wrong; 5 minutes are tolerated", kind: .refused)
        }
    }

    /// Refuses what was taken before.
    func checkNew(_ nonce: [UInt8], until end: UInt64) throws(Problem) {
        let now = clock()
        let isNew = seen.withLock { seen in
            if seen.count >= Self.memory { seen = seen.filter { $0.value >= now } }
            guard seen.count < Self.memory, seen[nonce] == nil else { return false }
            seen[nonce] = end
            return true
        }
        guard isNew else {
            throw Problem("replayed", "this request was made before", at: "node \(node)", kind: .refused)
        }
    }

    /// An instant in RFC 3339, UTC.
    static func text(_ seconds: UInt64) -> String {
        Date(timeIntervalSince1970: TimeInterval(min(seconds, 253_402_300_799))).formatted(.iso8601)
    }
}
