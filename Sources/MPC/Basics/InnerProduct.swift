public import Fields
public import SecretSharing

extension Session {
    /// The inner products <x_k, y_k> of several pairs of vectors, as a vector of one element a pair.
    ///
    /// The sums are taken before anything is sent.
    ///
    /// - Communication: 8 bytes an output whatever the lengths, 1 hop.
    /// - Leakage: none.
    public func innerProducts(
        _ pairs: [(Shared<Mersenne61>, Shared<Mersenne61>)]
    ) throws(MPCError) -> Shared<Mersenne61> {
        try state.use(step)
        let mask: Shared<Mersenne61> = state.randomness.share(step, count: pairs.count)
        var own = mask.own
        for (k, (x, y)) in pairs.enumerated() {
            let sum = Mersenne61.replicatedInnerProduct((x.own.span, x.next.span), (y.own.span, y.next.span))
            own[k] = sum + mask.own[k] - mask.next[k]
            state.metrics.products += x.count
        }
        let z = Shared(own: own, next: try passLeft(own))
        state.record(.innerProducts(terms: pairs.map { (x: $0.0, y: $0.1) }, z: z), at: step)
        return z
    }
}
