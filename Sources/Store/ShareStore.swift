public import Study
public import Wire

/// Where a node keeps its shares of one study's tables.
///
/// An upload is stored in two steps: `prepare` writes the part durably, `commit` makes it a version of its table once
/// all three nodes hold theirs. Every call is synchronous, either done as a whole or not at all, and safe from any
/// thread.
public protocol ShareStore: Sendable {
    /// Stores the node's part of an upload, invisible until it is committed. When this returns, the part survives a
    /// crash.
    ///
    /// A second call with the same statement changes nothing and returns the same version.
    ///
    /// - Parameters:
    ///   - statement: what the owner signed.
    ///   - own: component i of party i.
    ///   - next: component i+1 of party i.
    ///   - rows: the handles of the rows; nil in an upload of an older program.
    ///   - now: seconds since 1970.
    /// - Throws: `Problem` "component-differs", "row-withdrawn", "batch-conflict", "upload-expired", "disk-full" or another of the
    ///   store.
    func prepare(
        _ statement: VerifiedStatement, own: TableComponent, next: TableComponent, rows: TableRows?, at now: UInt64
    ) throws(Problem) -> TableVersion

    /// Makes a prepared upload a version of its table. A second call changes nothing.
    ///
    /// - Throws: `Problem` "unknown-upload" where the store does not hold the part.
    func commit(_ certificate: VerifiedCertificate) throws(Problem) -> TableVersion

    /// All versions, prepared ones too, ordered by table, time of the owner's statement, and batch.
    func versions() throws(Problem) -> [TableVersion]

    /// The version that an upload has become or may become; nil where the store does not hold it.
    func version(of batch: BatchID) throws(Problem) -> TableVersion?

    /// The certificate of a committed upload, for a node that missed it; nil where there is none.
    func certificate(of batch: BatchID) throws(Problem) -> CommitCertificate?

    /// Reads vectors of a committed version and checks them against what the owner signed.
    ///
    /// - Parameters:
    ///   - batch: the version.
    ///   - labels: the vectors wanted, by their names in the layout; nil for all.
    /// - Throws: `Problem` "unknown-upload", "not-committed", "unknown-vector", "store-damaged".
    func load(_ batch: BatchID, labels: [String]?) throws(Problem) -> LoadedTable

    /// Deletes prepared uploads that will never be committed, so that nothing of them can be read from the disk any
    /// more.
    ///
    /// Committed versions stay, whoever names them.
    func discard(_ batches: [BatchID]) throws(Problem)

    /// Discards prepared uploads whose time is over.
    ///
    /// For a node that has settled with its peers that none of them was committed.
    ///
    /// - Parameter now: seconds since 1970.
    /// - Returns: what was deleted.
    func expire(before now: UInt64) throws(Problem) -> [TableVersion]
}
