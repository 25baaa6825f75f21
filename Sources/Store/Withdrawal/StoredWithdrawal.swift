public import Identity
public import Primitives
public import SecretSharing
public import Study

/// A withdrawal that a store knows, with the receipts so far.
public struct StoredWithdrawal: Sendable {
    /// The withdrawal, as it was checked when it was taken.
    public let withdrawal: Withdrawal
    /// As its owner signed it.
    public let signed: SignedMessage
    /// When this node learnt of it, in seconds since 1970.
    public let known: UInt64
    /// The signed receipts, by the role of their node.
    public let receipts: [Role: SignedMessage]

    /// The digest that receipts name.
    public var digest: Digest { Digest(of: signed.payload) }
    /// Whether all three nodes have carried it out.
    public var isComplete: Bool { receipts.count == Role.allCases.count }
}
