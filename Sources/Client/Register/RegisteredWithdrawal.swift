public import Identity
import Primitives
public import SecretSharing
public import Study
import Wire

/// A withdrawal in its owner's register, with the receipts that came.
public struct RegisteredWithdrawal: Sendable {
    /// As the owner signed it.
    public let signed: SignedMessage
    /// What it asks.
    public let withdrawal: Withdrawal
    /// The nodes' signed receipts, by their roles.
    public internal(set) var receipts: [Role: SignedMessage] = [:]

    /// Whether all three nodes have signed that the rows are deleted.
    public var isComplete: Bool { receipts.count == Role.allCases.count }

    var digest: Digest { Digest(of: signed.payload) }

    init(_ signed: SignedMessage) throws(Problem) {
        self.signed = signed
        withdrawal = try Withdrawal(wireBytes: signed.payload)
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(signed)
        encoder.append(list: receipts.sorted { $0.key < $1.key }) { encoder, receipt in
            encoder.append(receipt.key.rawValue)
            encoder.append(receipt.value)
        }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        try self.init(try decoder.message(SignedMessage.self, limit: 1 << 22))
        let list = try decoder.list(limit: 3) { (d) throws(Problem) in
            guard let role = Role(rawValue: try d.uint8()) else { throw d.malformed("role") }
            return (role, try d.message(SignedMessage.self, limit: 1 << 22))
        }
        receipts = Dictionary(list, uniquingKeysWith: { first, _ in first })
    }
}
