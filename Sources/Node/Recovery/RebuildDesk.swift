import Identity
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Wire

/// What this node gives to another one that is rebuilt, once the operator has agreed: the component that both hold, and no other.
struct RebuildDesk {
    let study: Study
    let role: Role
    let keys: PartyKeys
    let store: SQLiteShareStore
    let audit: AuditDesk
    let clock: @Sendable () -> UInt64

    /// How long an operator's consent holds, seconds.
    static let consentTime: UInt64 = 86_400

    /// The name of the note under which a consent is kept.
    static func note(for node: String) -> String { "rebuild \(node)" }

    /// The component that this node shares with another.
    static func common(_ role: Role, with peer: Role) -> Int {
        peer == role.right ? role.components.next : role.components.own
    }

    /// The role of the node that asks.
    ///
    /// - Throws: `Problem` "rebuild-not-allowed".
    func peer(_ signer: String) throws(Problem) -> Role {
        guard let peer = study.role(ofNode: signer), peer != role else {
            throw Problem("unknown-signer", "\(signer) is no other node of this study", kind: .refused)
        }
        let until = try store.note(Self.note(for: signer)).flatMap { UInt64(String(decoding: $0, as: UTF8.self)) }
        guard let until, until > clock() else {
            throw Problem(
                "rebuild-not-allowed", "the operator of \(keys.name) has not agreed that \(signer) is rebuilt",
                at: "node \(keys.name)", mend: "its operator agrees with: trefoil node allow-rebuild \(signer)",
                kind: .refused)
        }
        return peer
    }

    /// What there is to be fetched.
    func listing(for peer: Role) throws(Problem) -> RebuildListing {
        let name = study.node(peer).name
        var (count, last) = (UInt64(0), AuditEntry.beginning(study: study.identity, node: name))
        if let signed = try store.head(of: name) {
            let head = try AuditHead(signed, of: study.node(peer).card, study: study.identity)
            (count, last) = (head.count, head.last)
        }
        let consent = RebuildConsent(study: study.identity, node: name, instant: clock(), count: count, last: last)
        audit.append(
            AuditEvent(.rebuildAllowed, by: name, ["count": "\(count)", "last": last.hex]))
        var versions: [RebuildListing.Version] = []
        for version in try store.versions() {
            guard let certificate = try store.certificate(of: version.batch) else { continue }
            versions.append(
                RebuildListing.Version(
                    certificate: certificate, rows: version.rows,
                    fingerprint: store.fingerprint(of: Self.common(role, with: peer), in: version),
                    handles: try store.rows(of: version.batch)?.digest))
        }
        let withdrawals = try store.withdrawals().map { stored in
            RebuildListing.Withdrawn(
                signed: stored.signed, receipts: Role.allCases.compactMap { stored.receipts[$0] })
        }
        return RebuildListing(consent: .sign(consent, by: keys), versions: versions, withdrawals: withdrawals)
    }

    /// A piece of the common component.
    func page(_ batch: BatchID, chunk: Int, for peer: Role) throws(Problem) -> ComponentPage {
        let piece = try store.piece(of: Self.common(role, with: peer), in: batch, chunk: chunk)
        return ComponentPage(salt: piece.salt, directory: piece.directory, chunk: piece.chunk)
    }
}
