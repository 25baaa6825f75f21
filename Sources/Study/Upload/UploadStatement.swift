public import Identity
public import Primitives
public import Wire

/// What an owner signs about an upload: which table of which study, how many rows, and what each component must be.
public struct UploadStatement: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.upload-statement" }
    /// The format number.
    public static var format: UInt16 { 2 }
    /// The most rows of a table.
    public static let rowLimit = 100_000_000

    /// The study that the rows belong to: the digest of its version 1.
    public let study: Digest
    /// The name of the table.
    public let table: String
    /// The upload's own name.
    public let batch: BatchID
    /// Rows of the table, at least 1.
    public let rows: Int
    /// The fingerprint of component 0, 1 and 2.
    public let fingerprints: [Digest]
    /// The owner's name in the study.
    public let owner: String
    /// When the owner made it, in seconds since 1970.
    public let created: UInt64
    /// When nodes may forget the upload if it has not been committed, in seconds since 1970.
    public let expires: UInt64
    /// The digest of the handles of the rows, `TableRows`; nil in an upload of format 1, whose rows have none.
    public let handles: Digest?

    /// A statement to be signed. There must be three fingerprints.
    public init(
        study: Digest, table: String, batch: BatchID, rows: Int, fingerprints: [Digest], owner: String, created: UInt64,
        expires: UInt64, handles: Digest? = nil
    ) {
        self.study = study
        self.table = table
        self.batch = batch
        self.rows = rows
        self.fingerprints = fingerprints
        self.owner = owner
        self.created = created
        self.expires = expires
        self.handles = handles
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(table)
        encoder.append(batch)
        encoder.append(UInt64(rows))
        encoder.append(list: fingerprints) { $0.append($1) }
        encoder.append(owner)
        encoder.append(created)
        encoder.append(expires)
        encoder.append(optional: handles) { $0.append($1) }
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        table = try decoder.string(limit: 256)
        batch = try decoder.batchID()
        let rows = try decoder.uint64()
        guard rows >= 1, rows <= UInt64(Self.rowLimit) else { throw decoder.malformed("number of rows") }
        self.rows = Int(rows)
        fingerprints = try decoder.list(limit: 3) { (d) throws(Problem) in try d.digest() }
        guard fingerprints.count == 3 else { throw decoder.malformed("number of components") }
        owner = try decoder.string(limit: 256)
        created = try decoder.uint64()
        expires = try decoder.uint64()
        guard expires > created else { throw decoder.malformed("expiry") }
        handles = decoder.format >= 2 ? try decoder.optional { (d) throws(Problem) in try d.digest() } : nil
    }
}

/// A statement whose signature, study, owner and table have been checked.
public struct VerifiedStatement: Sendable {
    /// What the owner states.
    public let statement: UploadStatement
    /// The statement as it was signed.
    public let signed: SignedMessage

    /// The digest that receipts name: of the signed bytes.
    public var digest: Digest { Digest(of: signed.payload) }

    /// Checks a signed statement against a study.
    ///
    /// - Throws: `Problem` "bad-upload" saying what does not hold.
    public init(_ signed: SignedMessage, in study: Study) throws(Problem) {
        guard let owner = study.owner(named: signed.signer) else {
            throw Problem(
                "bad-upload", "the upload is signed by \(signed.signer), who is no data owner of study \(study.name)",
                mend: "upload with the keys of a data owner that the study lists", kind: .refused)
        }
        guard signed.isValid(key: owner.card.signingKey) else {
            throw Problem(
                "bad-upload", "the signature of \(owner.name) on the upload is not valid",
                mend: "upload with the keys whose card the study lists", kind: .refused)
        }
        let statement = try UploadStatement(wireBytes: signed.payload)
        guard statement.owner == owner.name, owner.tables.contains(statement.table) else {
            throw Problem(
                "bad-upload", "table \(statement.table) is not one of \(owner.name)'s in study \(study.name)",
                mend: "its tables are: \(owner.tables.joined(separator: ", "))", kind: .refused)
        }
        guard statement.study == study.identity else {
            throw Problem(
                "bad-upload", "the upload was made for another study than \(study.name)",
                at: "study \(study.identity.hex.prefix(12)), upload for \(statement.study.hex.prefix(12))",
                mend: "give the owner and the three nodes the same study file", kind: .refused)
        }
        self.statement = statement
        self.signed = signed
    }

    /// Checks that the handles of the rows are those that the owner signed.
    public func check(_ rows: TableRows?) throws(Problem) {
        guard rows?.digest == statement.handles else {
            throw Problem(
                "component-differs", "the handles of the rows are not what \(statement.owner) signed",
                at: "table \(statement.table)", mend: "upload the table again; nothing was stored", kind: .refused)
        }
        try rows?.check(rows: statement.rows)
    }

    /// Checks that a component is the one that the owner signed.
    ///
    /// - Parameters:
    ///   - component: a component of the table.
    ///   - digests: the digest of each of its vectors, where they are known already.
    /// - Throws: `Problem` "component-differs".
    public func check(_ component: TableComponent, digests: [Digest]? = nil) throws(Problem) {
        guard statement.fingerprints.indices.contains(component.index),
            component.fingerprint(rows: statement.rows, digests: digests) == statement.fingerprints[component.index]
        else {
            throw Problem(
                "component-differs", "a part of the upload is not what \(statement.owner) signed",
                at: "table \(statement.table), component \(component.index)",
                mend: "upload the table again; nothing was stored", kind: .refused)
        }
    }
}
