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
        let sums = pairs.map { x, y in
            Mersenne61.replicatedInnerProduct((x.own.span, x.next.span), (y.own.span, y.next.span))
        }
        let z = try passSums(sums)
        state.metrics.products += pairs.reduce(0) { $0 + $1.0.count }
        try record(.innerProducts(terms: pairs.map { (x: $0.0, y: $0.1) }, z: z))
        return z
    }

    /// The inner products of each row with each column, all vectors being equally long; the outputs of row 0 come
    /// first.
    ///
    /// Cheaper to verify than as many inner products, since rows and columns are combined before they are folded.
    ///
    /// - Communication: 8 bytes an output whatever the lengths, 1 hop.
    /// - Leakage: none.
    public func matrixProduct(
        rows: [Shared<Mersenne61>], columns: [Shared<Mersenne61>]
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard let count = rows.first?.count, !columns.isEmpty else { return .zero(count: 0) }
        precondition((rows + columns).allSatisfy { $0.count == count }, "rows and columns are equally long")
        var sums = [Mersenne61](repeating: .zero, count: rows.count * columns.count)
        // Block by block, so that a block of every vector stays in the cache.
        for start in stride(from: 0, to: count, by: Self.cachedBlock) {
            let range = start..<min(start + Self.cachedBlock, count)
            for (r, row) in rows.enumerated() {
                let x = (row.own.span.extracting(range), row.next.span.extracting(range))
                for (c, column) in columns.enumerated() {
                    let y = (column.own.span.extracting(range), column.next.span.extracting(range))
                    sums[r * columns.count + c] += Mersenne61.replicatedInnerProduct(x, y)
                }
            }
        }
        let z = try passSums(sums)
        state.metrics.products += count * sums.count
        try record(.matrix(rows: rows, columns: columns, z: z))
        return z
    }

    private static var cachedBlock: Int { 2048 }

    private func passSums(_ sums: [Mersenne61]) throws(MPCError) -> Shared<Mersenne61> {
        try state.use(step)
        let mask: Shared<Mersenne61> = state.randomness.share(step, count: sums.count)
        let own = zip(sums, zip(mask.own, mask.next)).map { $0 + $1.0 - $1.1 }
        return Shared(own: own, next: try passLeft(own))
    }
}
