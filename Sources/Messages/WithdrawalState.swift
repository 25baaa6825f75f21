public import Identity
import Study
public import Wire

/// How far a withdrawal has come, as a node answers its owner: the receipts that the node has.
public struct WithdrawalState: WireMessage {
    /// The name under which it is encoded.
    public static let tag = "trefoil.withdrawal-state"
    /// The format written.
    public static let format: UInt16 = 1

    /// Signed `WithdrawalReceipt`s, of each node at most one.
    public let receipts: [SignedMessage]

    /// A state.
    public init(receipts: [SignedMessage]) { self.receipts = receipts }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(list: receipts) { $0.append($1) }
    }

    /// Reads the contents, with their limits.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        receipts = try decoder.list(limit: 3) { (d) throws(Problem) in
            try d.message(SignedMessage.self, limit: 1 << 22)
        }
    }
}
