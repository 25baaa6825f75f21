import Identity
import Primitives
import Study
public import Wire

/// What an owner keeps about the rows of one table: their handles and its own identifiers in every version, the certificates
/// of its uploads, and its withdrawals with the nodes' receipts. Kept sealed; never printed whole.
public struct RowRegister: WireMessage, Sendable {
    /// The name on the wire.
    public static var tag: String { "trefoil.row-register" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The study's name.
    public let study: String
    /// The table.
    public let table: String
    /// The versions that were dealt, the oldest first; whether they became visible, their certificates tell.
    public internal(set) var versions: [RegisteredVersion]
    /// The withdrawals, in the order of their numbers.
    public internal(set) var withdrawals: [RegisteredWithdrawal]
    /// Keys the digests of identifiers whose rows were withdrawn.
    let secret: [UInt8]
    /// Digests of the identifiers whose rows were withdrawn.
    var withdrawn: Set<Digest>

    /// An empty register.
    public init(study: String, table: String) {
        self.study = study
        self.table = table
        versions = []
        withdrawals = []
        secret = SecureRandom.bytes(32)
        withdrawn = []
    }

    /// Whether the rows of this identifier were withdrawn.
    public func isWithdrawn(_ identifier: String) -> Bool { withdrawn.contains(mark(of: identifier)) }

    func mark(of identifier: String) -> Digest {
        Digest(bytes: HMAC.sha256(key: secret, message: Array(identifier.utf8))) ?? Digest(of: identifier)
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(study)
        encoder.append(table)
        encoder.append(list: versions) { $1.encode(into: &$0) }
        encoder.append(list: withdrawals) { $1.encode(into: &$0) }
        encoder.append(raw: secret)
        encoder.append(list: withdrawn.sorted()) { $0.append($1) }
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        study = try decoder.string(limit: 256)
        table = try decoder.string(limit: 256)
        versions = try decoder.list(limit: 100_000) { (d) throws(Problem) in try RegisteredVersion(from: &d) }
        withdrawals = try decoder.list(limit: 100_000) { (d) throws(Problem) in try RegisteredWithdrawal(from: &d) }
        secret = try decoder.raw(32)
        withdrawn = Set(try decoder.list(limit: 1 << 24) { (d) throws(Problem) in try d.digest() })
    }
}
