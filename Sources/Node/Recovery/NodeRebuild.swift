import Foundation
import Identity
import Messages
import Primitives
import SecretSharing
import Store
import Study
public import Wire

/// Rebuilds the store of a node from the two others: each gives the component that both share, what they list is compared, and
/// every version is checked against what its owner signed, or the nodes did when rows were withdrawn.
public struct NodeRebuild: Sendable {
    /// Fetches a path under `rebuild` from a node of the study.
    public typealias Fetch = @Sendable (_ node: String, _ path: String) async throws(Problem) -> [UInt8]

    let study: Study
    let role: Role
    let keys: PartyKeys
    let folder: String
    let now: UInt64
    let fetch: Fetch

    /// The file in the store's folder that keeps what was left of the audit before.
    static func auditFile(_ now: UInt64) -> String { "before-rebuild-\(now).audit" }

    /// A rebuild of the node whose configuration this is; the node must not run.
    public init(
        _ preparation: NodeDaemon.Preparation, study name: String?, at now: UInt64, fetch: @escaping Fetch
    ) throws(Problem) {
        let place = try StudyPlace(preparation.configuration, study: name)
        guard let role = place.study.role(ofNode: preparation.keys.name) else {
            throw Problem("not-a-node", "\(preparation.keys.name) is no node of the study \(place.study.name)")
        }
        (study, self.role, keys, folder, self.now, self.fetch) =
            (place.study, role, preparation.keys, place.folder, now, fetch)
    }

    /// Rebuilds the store.
    ///
    /// - Returns: how many versions there are.
    /// - Throws: `Problem` "rebuild-not-allowed", "rebuild-differs", "rebuild-damaged", "store-in-use" and others; the old store is then untouched.
    public func run() async throws(Problem) -> Int {
        let building = try StoreRebuild.begin(at: folder)
        let left = try await listing(of: role.left)
        let right = try await listing(of: role.right)
        try compare(left, right)
        let before = (try? AuditReader.read(folder: folder))?.entries ?? []
        let store = try SQLiteShareStore(folder: building, study: study.identity, role: role)
        let receipts = try await enterWithdrawals(left, right, store)
        for (own, next) in zip(left.versions, right.versions) {
            try await enter(own, next, revision: receipts[try batch(own)], store)
        }
        try beginAudit(left.consent, right.consent, store)
        try store.close()
        try keepAudit(before)
        try StoreRebuild.finish(at: folder, keeping: kept)
        return left.versions.count
    }

    private func listing(of peer: Role) async throws(Problem) -> RebuildListing {
        try RebuildListing(wireBytes: try await fetch(study.node(peer).name, "listing"))
    }

    private func batch(_ version: RebuildListing.Version) throws(Problem) -> BatchID {
        try UploadStatement(wireBytes: version.certificate.statement.payload).batch
    }

    /// Both nodes must list the same.
    private func compare(_ left: RebuildListing, _ right: RebuildListing) throws(Problem) {
        let same =
            left.versions.map(\.certificate.statement) == right.versions.map(\.certificate.statement)
            && left.versions.map(\.rows) == right.versions.map(\.rows)
            && left.versions.map(\.handles) == right.versions.map(\.handles)
            && left.withdrawals.map(\.signed) == right.withdrawals.map(\.signed)
        guard same else {
            throw Problem(
                "rebuild-differs", "the two other nodes do not hold the same versions and withdrawals",
                at: "nodes \(study.node(role.left).name) and \(study.node(role.right).name)",
                mend: "let them run and meet, so that they settle what is open; then try again", kind: .tryAgain)
        }
    }

    // MARK: Withdrawals

    /// Enters the withdrawals with all receipts, this node's own among them, and returns for each batch that was changed this
    /// node's receipt of the last withdrawal from it.
    private func enterWithdrawals(
        _ left: RebuildListing, _ right: RebuildListing, _ store: SQLiteShareStore
    ) async throws(Problem) -> [BatchID: SignedMessage] {
        var last: [BatchID: Digest] = [:]
        for entry in left.withdrawals {
            let verified = try VerifiedWithdrawal(entry.signed, in: study)
            for item in verified.withdrawal.items { last[item.batch] = verified.digest }
        }
        var receipts: [BatchID: SignedMessage] = [:]
        for (one, other) in zip(left.withdrawals, right.withdrawals) {
            let verified = try VerifiedWithdrawal(one.signed, in: study)
            _ = try store.take(verified, at: now)
            for signed in one.receipts + other.receipts {
                guard let signer = study.role(ofNode: signed.signer) else { continue }
                _ = try WithdrawalReceipt(signed, of: study.node(signer), for: verified.digest)
                if signer != role { try store.keep(signed, of: signer, for: verified.digest) }
            }
            let revisions = try revisions(left, right) { last[$0] == verified.digest }
            let old = (one.receipts + other.receipts).first { $0.signer == keys.name }
            let receipt = try old.map { (old) throws(Problem) in (old, try WithdrawalReceipt(wireBytes: old.payload)) }
            let fits = receipt.map { Set($0.1.revisions).isSuperset(of: revisions) } ?? false
            let signed =
                fits
                ? receipt?.0
                : .sign(
                    WithdrawalReceipt(
                        node: keys.name, withdrawal: verified.digest, instant: now, revisions: revisions, backups: []),
                    by: keys)
            guard let signed else { continue }
            try store.keep(signed, of: role, for: verified.digest)
            for revision in revisions { receipts[revision.batch] = signed }
        }
        return receipts
    }

    /// What is left of the versions that are chosen, as the two others hold it.
    private func revisions(
        _ left: RebuildListing, _ right: RebuildListing, _ isChosen: (BatchID) -> Bool
    ) throws(Problem) -> [WithdrawalReceipt.Revision] {
        var revisions: [WithdrawalReceipt.Revision] = []
        for (own, next) in zip(left.versions, right.versions) {
            let batch = try batch(own)
            guard isChosen(batch) else { continue }
            revisions.append(
                WithdrawalReceipt.Revision(
                    batch: batch, rows: own.rows, fingerprints: [own.fingerprint, next.fingerprint]))
        }
        return revisions
    }

    // MARK: Versions

    private func enter(
        _ own: RebuildListing.Version, _ next: RebuildListing.Version, revision: SignedMessage?,
        _ store: SQLiteShareStore
    ) async throws(Problem) {
        let certificate = try VerifiedCertificate(own.certificate, in: study)
        let batch = certificate.statement.statement.batch
        var rows: TableRows?
        if own.handles != nil {
            rows = try TableRows(wireBytes: try await fetch(study.node(role.left).name, "rows/\(batch)"))
            guard rows?.digest == own.handles else { throw Self.differs(batch) }
        }
        try store.enter(RebuiltVersion(certificate: certificate, revision: revision, rows: rows), at: now)
        try await enter(component: role.components.own, from: role.left, of: batch, store)
        try await enter(component: role.components.next, from: role.right, of: batch, store)
        // Reads every vector and checks it against what was signed.
        guard try store.load(batch).rows == own.rows else { throw Self.differs(batch) }
    }

    private func enter(
        component: Int, from peer: Role, of batch: BatchID, _ store: SQLiteShareStore
    ) async throws(Problem) {
        let name = study.node(peer).name
        var place = 0
        while true {
            let page = try ComponentPage(wireBytes: try await fetch(name, "components/\(batch)/\(place)"))
            if place == 0 {
                try store.enter(
                    RebuiltVersion.Component(index: component, salt: page.salt, directory: page.directory), of: batch)
            }
            guard !page.chunk.isEmpty else { return }
            try store.enter(chunk: page.chunk, at: place, component: component, of: batch)
            place += 1
        }
    }

    private static func differs(_ batch: BatchID) -> Problem {
        Problem(
            "rebuild-damaged", "what the other nodes gave is not what was signed", at: "batch \(batch)",
            mend: "try again; if it stays, have the table uploaded again", kind: .refused)
    }

    // MARK: Audit

    /// The chain goes on where the others have seen it last.
    private func beginAudit(
        _ left: SignedMessage, _ right: SignedMessage, _ store: SQLiteShareStore
    ) throws(Problem) {
        let consents = [left, right]
        guard
            let continuation = RebuildConsent.continuation(
                consents, of: keys.name, study: study.identity, cards: study.nodes.map(\.card))
        else {
            throw Problem(
                "bad-signature", "the consents of the other nodes are not signed by them", at: "node \(keys.name)",
                kind: .refused)
        }
        let entry = AuditEntry(
            study: study.identity, node: keys.name, number: continuation.count, previous: continuation.last,
            instant: now,
            event: AuditEvent(
                .nodeRebuilt, by: keys.name, ["software": Software.digest.hex], evidence: consents))
        try store.appendAudit([.sign(entry, by: keys)], from: continuation.count)
    }

    /// What was left of the audit before stays in a file beside the store, and so do those of earlier rebuilds.
    private func keepAudit(_ entries: [SignedMessage]) throws(Problem) {
        guard !entries.isEmpty else { return }
        let export = AuditExport(
            study: study.identity, node: keys.name, cards: study.nodes.map(\.card), entries: entries)
        let path = "\(folder)/\(Self.auditFile(now))"
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(export.wireBytes), attributes: [.posixPermissions: 0o600])
        else { throw Problem("file-unwritable", "the file cannot be written", at: path, mend: "make room for it") }
    }

    private var kept: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("before-rebuild-") }
    }
}
