public import Identity
public import Primitives
public import Study
public import Wire

/// What one node gives another that is rebuilt: its versions, the withdrawals, and its consent. The shares follow by component.
public struct RebuildListing: WireMessage {
    /// One committed version.
    public struct Version: Sendable {
        /// The owner's statement and the three receipts.
        public let certificate: CommitCertificate
        /// Rows that are left.
        public let rows: Int
        /// The fingerprint of what is left of the component that the giving node shares with the other.
        public let fingerprint: Digest
        /// The digest of the handles that are left; nil where the version has none.
        public let handles: Digest?

        /// A version.
        public init(certificate: CommitCertificate, rows: Int, fingerprint: Digest, handles: Digest?) {
            self.certificate = certificate
            self.rows = rows
            self.fingerprint = fingerprint
            self.handles = handles
        }
    }

    /// A withdrawal with its receipts.
    public struct Withdrawn: Sendable {
        /// As its owner signed it.
        public let signed: SignedMessage
        /// The nodes' receipts.
        public let receipts: [SignedMessage]

        /// A withdrawal.
        public init(signed: SignedMessage, receipts: [SignedMessage]) {
            self.signed = signed
            self.receipts = receipts
        }
    }

    /// The name under which it is encoded.
    public static let tag = "trefoil.rebuild-listing"
    /// The format written.
    public static let format: UInt16 = 1

    /// The signed `RebuildConsent`.
    public let consent: SignedMessage
    /// The versions, ordered by table and age.
    public let versions: [Version]
    /// The withdrawals, by table and number.
    public let withdrawals: [Withdrawn]

    /// A listing.
    public init(consent: SignedMessage, versions: [Version], withdrawals: [Withdrawn]) {
        self.consent = consent
        self.versions = versions
        self.withdrawals = withdrawals
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(consent)
        encoder.append(list: versions) { encoder, version in
            encoder.append(version.certificate)
            encoder.append(UInt64(version.rows))
            encoder.append(version.fingerprint)
            encoder.append(optional: version.handles) { $0.append($1) }
        }
        encoder.append(list: withdrawals) { encoder, withdrawn in
            encoder.append(withdrawn.signed)
            encoder.append(list: withdrawn.receipts) { $0.append($1) }
        }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        consent = try decoder.message(SignedMessage.self, limit: 1 << 16)
        versions = try decoder.list(limit: 10_000) { (d) throws(Problem) in
            let certificate = try d.message(CommitCertificate.self, limit: 1 << 16)
            let rows = try d.uint64()
            guard rows <= UInt64(TableReference.rowLimit) else { throw d.malformed("number of rows") }
            return Version(
                certificate: certificate, rows: Int(rows), fingerprint: try d.digest(),
                handles: try d.optional { (d) throws(Problem) in try d.digest() })
        }
        withdrawals = try decoder.list(limit: 100_000) { (d) throws(Problem) in
            Withdrawn(
                signed: try d.message(SignedMessage.self, limit: 1 << 22),
                receipts: try d.list(limit: 3) { (d) throws(Problem) in
                    try d.message(SignedMessage.self, limit: 1 << 22)
                })
        }
    }
}
