public import Fields
public import SecretSharing

extension Session {
    /// Records the claim that every element of a vector is 0; verified with the ledger.
    ///
    /// - Communication: none.
    /// - Leakage: none. A value that may differ from 0 without anybody cheating is not for this claim.
    public func claimZero(_ x: Shared<Mersenne61>) throws(MPCError) {
        try state.use(step)
        try record(.zeros(x))
    }

    /// Records the claim that every bit of a vector of words is 0; verified with the ledger.
    ///
    /// - Communication: none.
    /// - Leakage: none. A value that may differ from 0 without anybody cheating is not for this claim.
    public func claimZero(_ x: Shared<BitWord>) throws(MPCError) {
        try state.use(step)
        try record(.bitZeros(x))
    }

    /// Opens a vector to all three parties, once everything before is verified.
    ///
    /// Each party gets the component that it lacks from both others and compares the copies.
    ///
    /// - Communication: 16 bytes an element, 1 hop, and the verification.
    /// - Leakage: the vector itself, to the three nodes.
    public func reveal(_ x: Shared<Mersenne61>) throws(MPCError) -> [Mersenne61] {
        try open(x)
    }

    /// Opens a vector of bits to all three parties, once everything before is verified.
    ///
    /// - Communication: 2 bits a bit in whole words, 1 hop, and the verification.
    /// - Leakage: the vector itself, to the three nodes.
    public func reveal(_ x: SharedBits) throws(MPCError) -> PackedBits {
        let cleared = SharedBits(own: x.own, next: x.next)
        return PackedBits(words: try open(cleared.words).map(\.value), count: x.count)
    }

    /// The shares of a result that this node may give to the analyst, once everything before is verified.
    ///
    /// The nodes do not learn the result. Two components are any node's view anyway, and the result fixes the
    /// third, so the shares are handed over as they are; the analyst compares the overlaps.
    ///
    /// - Communication: none beyond the verification.
    /// - Leakage: the vector itself, to the analyst.
    public func handOver(_ x: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        try state.use(step)
        try settle()
        return x
    }

    private func open<Element: ShareElement>(_ x: Shared<Element>) throws(MPCError) -> [Element] {
        try state.use(step)
        try settle()
        let last = try passBothWays(left: x.next, right: x.own)
        guard last.left == last.right else { throw .copiesDiffer(step: step.path) }
        return zip(zip(x.own, x.next), last.left).map { $0.0 + $0.1 + $1 }
    }
}
