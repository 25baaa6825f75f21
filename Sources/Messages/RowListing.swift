public import Identity
public import Study
public import Wire

/// What a node knows of the rows of an owner's table, for an owner whose register is lost: versions and withdrawals. The handles
/// follow by version.
public struct RowListing: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.row-listing"
    /// The format written.
    public static let format: UInt16 = 1

    /// The certificates of the committed versions, the oldest first.
    public let versions: [CommitCertificate]
    /// The withdrawals as the owner signed them, in the order of their numbers, each with the receipts that the node has.
    public let withdrawals: [(signed: SignedMessage, receipts: [SignedMessage])]

    /// A listing.
    public init(versions: [CommitCertificate], withdrawals: [(signed: SignedMessage, receipts: [SignedMessage])]) {
        self.versions = versions
        self.withdrawals = withdrawals
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(list: versions) { $0.append($1) }
        encoder.append(list: withdrawals) { encoder, withdrawal in
            encoder.append(withdrawal.signed)
            encoder.append(list: withdrawal.receipts) { $0.append($1) }
        }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        versions = try decoder.list(limit: 10_000) { (d) throws(Problem) in
            try d.message(CommitCertificate.self, limit: 1 << 16)
        }
        withdrawals = try decoder.list(limit: 100_000) { (d) throws(Problem) in
            let signed = try d.message(SignedMessage.self, limit: 1 << 22)
            let receipts = try d.list(limit: 3) { (d) throws(Problem) in
                try d.message(SignedMessage.self, limit: 1 << 22)
            }
            return (signed, receipts)
        }
    }
}
