import SecretSharing

/// A uniform order of rows that no party knows: pi_2 pi_1 pi_0, of which each party knows two.
///
/// It can be applied to several records, and undone. pi_i is drawn from key k_i, so parties i-1 and i know it.
public struct ShuffleOrder: Sendable {
    /// The number of rows.
    public let count: Int
    /// pi_i of party i.
    let own: [UInt32]
    /// pi_{i+1} of party i.
    let next: [UInt32]

    /// pi_j at a party that knows it, or its inverse.
    func permutation(_ j: Int, role: Role, inverted: Bool) -> [UInt32]? {
        let known: [UInt32]? =
            if j == role.components.own { own } else if j == role.components.next { next } else { nil }
        return inverted ? known.map(Permutation.inverse) : known
    }
}

extension ShuffleOrder: CustomStringConvertible, CustomReflectable {
    /// Tells the length only: what a party knows of the order is secret.
    public var description: String { "ShuffleOrder(\(count) rows)" }
    /// Nothing: what a party knows of the order is secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Session {
    /// Draws an order for ``shuffle(_:by:)`` and ``unshuffle(_:by:)``.
    ///
    /// - Communication: none.
    /// - Leakage: none.
    public func shuffleOrder(count: Int) throws(MPCError) -> ShuffleOrder {
        try state.use(step)
        return ShuffleOrder(
            count: count, own: Permutation.uniform(count: count, from: state.randomness.left(step)),
            next: Permutation.uniform(count: count, from: state.randomness.right(step)))
    }
}
