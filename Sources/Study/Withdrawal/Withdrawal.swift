public import Identity
public import Primitives
public import Wire

/// What an owner signs so that rows are deleted: which rows of which versions of a table of its own.
public struct Withdrawal: WireMessage, Equatable {
    /// A row of one version, or the whole version.
    public struct Item: Hashable, Sendable {
        /// The version.
        public let batch: BatchID
        /// The row; nil for all rows.
        public let handle: RowHandle?

        /// An item.
        public init(batch: BatchID, handle: RowHandle?) {
            self.batch = batch
            self.handle = handle
        }
    }

    /// The name on the wire.
    public static var tag: String { "trefoil.withdrawal" }
    /// The format number.
    public static var format: UInt16 { 1 }
    /// The most items; what is signed and the receipts for it then fit into one message between nodes.
    public static let itemLimit = 10_000

    /// The study.
    public let study: Digest
    /// The table.
    public let table: String
    /// Its place among the withdrawals of this table, from 1; nodes carry them out in this order.
    public let number: UInt64
    /// The owner's name.
    public let owner: String
    /// When it was signed, in seconds since 1970.
    public let issued: UInt64
    /// What is deleted.
    public let items: [Item]

    /// A withdrawal to be signed.
    public init(study: Digest, table: String, number: UInt64, owner: String, issued: UInt64, items: [Item]) {
        self.study = study
        self.table = table
        self.number = number
        self.owner = owner
        self.issued = issued
        self.items = items
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(table)
        encoder.append(number)
        encoder.append(owner)
        encoder.append(issued)
        encoder.append(list: items) { encoder, item in
            encoder.append(item.batch)
            encoder.append(optional: item.handle) { $0.append($1) }
        }
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.digest()
        table = try decoder.string(limit: 256)
        number = try decoder.uint64()
        owner = try decoder.string(limit: 256)
        issued = try decoder.uint64()
        items = try decoder.list(limit: Self.itemLimit) { (d) throws(Problem) in
            Item(batch: try d.batchID(), handle: try d.optional { (d) throws(Problem) in try d.rowHandle() })
        }
        guard number >= 1, number < 1 << 62, !items.isEmpty else { throw decoder.malformed("number") }
    }
}

/// A withdrawal whose signature, study, owner and table have been checked.
public struct VerifiedWithdrawal: Sendable, Equatable {
    /// What the owner asks.
    public let withdrawal: Withdrawal
    /// As it was signed.
    public let signed: SignedMessage

    /// The digest that receipts name: of the signed bytes.
    public var digest: Digest { Digest(of: signed.payload) }

    /// Checks a signed withdrawal against a study.
    ///
    /// - Throws: `Problem` "bad-withdrawal" saying what does not hold.
    public init(_ signed: SignedMessage, in study: Study) throws(Problem) {
        guard let owner = study.owner(named: signed.signer), signed.isValid(key: owner.card.signingKey) else {
            throw Self.bad("it is not signed by a data owner of study \(study.name)")
        }
        let withdrawal = try Withdrawal(wireBytes: signed.payload)
        guard withdrawal.owner == owner.name, owner.tables.contains(withdrawal.table) else {
            throw Self.bad("table \(withdrawal.table) is not one of \(owner.name)'s in study \(study.name)")
        }
        guard withdrawal.study == study.identity else { throw Self.bad("it was made for another version of the study") }
        self.withdrawal = withdrawal
        self.signed = signed
    }

    static func bad(_ what: String) -> Problem {
        Problem(
            "bad-withdrawal", "the withdrawal cannot be taken: \(what)",
            mend: "withdraw with the keys of the table's owner, and the study file that the nodes have", kind: .refused)
    }
}
