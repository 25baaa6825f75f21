public import Primitives
import SecretSharing
public import Study

/// One upload in a store: a version of its table, or one that may become it.
public struct TableVersion: Sendable, Equatable {
    /// How far the upload has come.
    public enum Status: Sendable, Hashable {
        /// The part is stored; the other nodes may not have theirs.
        case prepared
        /// All three nodes hold their parts.
        case committed
    }

    /// What the owner stated.
    public let statement: UploadStatement
    /// The digest of the signed statement, which receipts name.
    public let statementDigest: Digest
    /// How far it has come.
    public internal(set) var status: Status
    /// When this node stored its part, in seconds since 1970.
    public let prepared: UInt64
    /// What is left of it after the withdrawals so far; nil where there was none.
    public let revision: WithdrawalReceipt.Revision?

    /// The name of the table.
    public var table: String { statement.table }
    /// The upload's own name.
    public var batch: BatchID { statement.batch }
    /// Rows of the table; those that were withdrawn do not count.
    public var rows: Int { revision?.rows ?? statement.rows }
    /// When the owner made the upload, in seconds since 1970.
    public var created: UInt64 { statement.created }

    /// The same version, committed.
    var committed: TableVersion {
        var copy = self
        copy.status = .committed
        return copy
    }

    /// What the component must be: as its owner signed it, or as this node did when it removed rows.
    func fingerprint(of component: Int, role: Role) -> Digest {
        guard let revision, revision.fingerprints.count == 2 else { return statement.fingerprints[component] }
        return revision.fingerprints[component == role.components.own ? 0 : 1]
    }

    /// The order in which versions are listed; the last committed one of a table is its newest.
    static func isOrdered(_ a: TableVersion, _ b: TableVersion) -> Bool {
        if a.table != b.table { return a.table.utf8.lexicographicallyPrecedes(b.table.utf8) }
        return a.created != b.created ? a.created < b.created : a.batch < b.batch
    }
}
