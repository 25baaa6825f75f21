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
        try multiplyAdding([(x, y)])
    }

    /// The sums of products x_0 y_0 + x_1 y_1 + ..., element by element: sums are taken before anything is sent.
    ///
    /// - Parameter terms: at least one pair; all vectors are equally long.
    /// - Communication: 8 bytes an element of the outcome, 1 hop.
    /// - Leakage: none.
    public func multiplyAdding(
        _ terms: [(Shared<Mersenne61>, Shared<Mersenne61>)]
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard let count = terms.first?.0.count else { preconditionFailure("a sum of products has a first one") }
        precondition(terms.allSatisfy { $0.0.count == count && $0.1.count == count }, "factors are equally long")
        state.metrics.products += count * terms.count
        let z: Shared<Mersenne61> = try streamLeft(count: count) { range, mask, target in
            Self.sumOfProducts(terms, range, mask: mask, into: &target)
        }
        try record(.products(terms: terms.map { (x: $0.0, y: $0.1) }, z: z))
        return z
    }

    private static func sumOfProducts(
        _ terms: [(Shared<Mersenne61>, Shared<Mersenne61>)], _ range: Range<Int>,
        mask: (Span<Mersenne61>, Span<Mersenne61>), into target: inout MutableSpan<Mersenne61>
    ) {
        func product(_ term: (Shared<Mersenne61>, Shared<Mersenne61>), _ mask: (Span<Mersenne61>, Span<Mersenne61>)) {
            let (x, y) = term
            Mersenne61.replicatedProduct(
                (x.own.span.extracting(range), x.next.span.extracting(range)),
                (y.own.span.extracting(range), y.next.span.extracting(range)), mask: mask, into: &target)
        }
        product(terms[0], mask)
        guard terms.count > 1 else { return }
        let zeros = [Mersenne61](repeating: .zero, count: range.count)
        for term in terms.dropFirst() {
            let partial = [Mersenne61](filled: range.count) { buffer in
                for i in 0..<range.count { buffer[i] = target[i] }
            }
            product(term, (partial.span, zeros.span))
        }
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
        precondition(x.count == y.count, "vectors of words are equally long")
        state.metrics.ands += 64 * x.count
        let z: Shared<BitWord> = try streamLeft(count: x.count) { range, mask, target in
            BitWord.replicatedProduct(
                (x.own.span.extracting(range), x.next.span.extracting(range)),
                (y.own.span.extracting(range), y.next.span.extracting(range)), mask: mask, into: &target)
        }
        try record(.ands(x: x, y: y, z: z))
        return z
    }
}
