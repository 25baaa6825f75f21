public import Fields
public import SecretSharing

extension Session {
    /// The products x y, element by element.
    ///
    /// z_i = x_i (y_i + y_{i+1}) + x_{i+1} y_i + a_i, with a zero share a, goes to the left neighbour.
    ///
    /// - Communication: 8 bytes a product, 1 hop.
    /// - Leakage: none.
    public func multiply(_ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        precondition(x.count == y.count, "factors are equally long")
        try state.use(step)
        let mask: Shared<Mersenne61> = state.randomness.share(step, count: x.count)
        var own = mask.own
        var target = own.mutableSpan
        Mersenne61.replicatedProduct(
            (x.own.span, x.next.span), (y.own.span, y.next.span),
            mask: (mask.own.span, mask.next.span), into: &target)
        state.metrics.products += x.count
        let z = Shared(own: own, next: try passLeft(own))
        state.record(.products(x: x, y: y, z: z), at: step)
        return z
    }

    /// Several element-wise products in one message.
    ///
    /// - Communication: 8 bytes a product, 1 hop.
    /// - Leakage: none.
    public func multiply(
        _ pairs: [(Shared<Mersenne61>, Shared<Mersenne61>)]
    ) throws(MPCError) -> [Shared<Mersenne61>] {
        try multiply(.concatenating(pairs.map(\.0)), .concatenating(pairs.map(\.1))).split(pairs.map(\.0.count))
    }

    /// The conjunctions x & y, bit by bit.
    ///
    /// - Communication: 1 bit an AND in whole words, 1 hop.
    /// - Leakage: none.
    public func and(_ x: SharedBits, _ y: SharedBits) throws(MPCError) -> SharedBits {
        precondition(x.count == y.count, "vectors of bits are equally long")
        return SharedBits(words: try and(x.words, y.words), count: x.count)
    }

    /// Several conjunctions in one message.
    ///
    /// - Communication: 1 bit an AND in whole words, 1 hop.
    /// - Leakage: none.
    public func and(_ pairs: [(SharedBits, SharedBits)]) throws(MPCError) -> [SharedBits] {
        let x = Shared.concatenating(pairs.map(\.0.words))
        let y = Shared.concatenating(pairs.map(\.1.words))
        let parts = try and(x, y).split(pairs.map(\.0.words.count))
        return zip(parts, pairs).map { SharedBits(words: $0, count: $1.0.count) }
    }

    /// The conjunctions of words, bit by bit; bits beyond the length of a vector are ordinary gates.
    func and(_ x: Shared<BitWord>, _ y: Shared<BitWord>) throws(MPCError) -> Shared<BitWord> {
        try state.use(step)
        let mask: Shared<BitWord> = state.randomness.share(step, count: x.count)
        var own = mask.own
        var target = own.mutableSpan
        BitWord.replicatedProduct(
            (x.own.span, x.next.span), (y.own.span, y.next.span),
            mask: (mask.own.span, mask.next.span), into: &target)
        state.metrics.ands += 64 * x.count
        let z = Shared(own: own, next: try passLeft(own))
        state.record(.ands(x: x, y: y, z: z), at: step)
        return z
    }
}
