public import Study
import Wire

/// One version of a table in its owner's register.
public struct RegisteredVersion: Sendable {
    /// One row that is left.
    public struct Row: Sendable {
        /// Its place in the file, from 1.
        public let number: Int
        /// Its handle.
        public let handle: RowHandle
        /// The owner's identifier, where a column of them was named.
        public let identifier: String?
    }

    /// The upload's own name.
    public let batch: BatchID
    /// When it was dealt, in seconds since 1970.
    public let created: UInt64
    /// The rows that were not withdrawn.
    public internal(set) var rows: [Row]
    /// The three nodes' receipts, once all had their parts.
    public internal(set) var certificate: CommitCertificate?

    func encode(into encoder: inout WireEncoder) {
        encoder.append(batch)
        encoder.append(created)
        encoder.append(list: rows) { encoder, row in
            encoder.append(UInt32(clamping: row.number))
            encoder.append(row.handle)
            encoder.append(optional: row.identifier) { $0.append($1) }
        }
        encoder.append(optional: certificate) { $0.append($1) }
    }

    init(batch: BatchID, created: UInt64, rows: [Row], certificate: CommitCertificate? = nil) {
        self.batch = batch
        self.created = created
        self.rows = rows
        self.certificate = certificate
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        batch = try decoder.batchID()
        created = try decoder.uint64()
        rows = try decoder.list(limit: UploadStatement.rowLimit) { (d) throws(Problem) in
            Row(
                number: Int(try d.uint32()), handle: try d.rowHandle(),
                identifier: try d.optional { (d) throws(Problem) in try d.string(limit: SealedIdentifier.limit) })
        }
        certificate = try decoder.optional { (d) throws(Problem) in
            try d.message(CommitCertificate.self, limit: 1 << 16)
        }
    }
}
