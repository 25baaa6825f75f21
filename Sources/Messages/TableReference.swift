public import Study
public import Wire

/// One version of one table, as nodes and results name it.
public struct TableReference: Sendable, Hashable {
    /// The table's name.
    public let table: String
    /// The upload that made this version.
    public let batch: BatchID
    /// The number of rows, which is public.
    public let rows: Int

    /// The most rows a table may have.
    public static let rowLimit = 100_000_000

    /// A version of a table.
    public init(table: String, batch: BatchID, rows: Int) {
        self.table = table
        self.batch = batch
        self.rows = rows
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(table)
        encoder.append(batch)
        encoder.append(UInt64(rows))
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        table = try decoder.string(limit: 128)
        batch = try decoder.batchID()
        let count = try decoder.uint64()
        guard count <= UInt64(Self.rowLimit) else { throw Problem("malformed-message", "a table has too many rows") }
        rows = Int(count)
    }
}

extension WireEncoder {
    /// A list of table versions.
    public mutating func append(_ tables: [TableReference]) {
        append(list: tables) { $1.encode(into: &$0) }
    }
}

extension WireDecoder {
    /// A list of table versions; at most 10,000.
    public mutating func tableReferences() throws(Problem) -> [TableReference] {
        try list(limit: 10_000) { (decoder) throws(Problem) in try TableReference(from: &decoder) }
    }
}

/// The tables of a study that all three nodes hold, newest version each.
public struct TableListing: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.tables"
    /// The format written.
    public static let format: UInt16 = 1

    /// The study.
    public let study: String
    /// The newest visible version of each table.
    public let visible: [TableReference]
    /// Versions that this node has committed and that another node has not announced yet.
    public let settling: [TableReference]

    /// A listing.
    public init(study: String, visible: [TableReference], settling: [TableReference]) {
        self.study = study
        self.visible = visible
        self.settling = settling
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(visible)
        encoder.append(settling)
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.string(limit: 128)
        visible = try decoder.tableReferences()
        settling = try decoder.tableReferences()
    }
}
