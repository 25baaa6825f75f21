public import Fields
public import MPC
public import SecretSharing

/// How many of the selected rows fall into each cell of the product of several factors.
public enum CrossTable {
    /// One count a combination of levels, the first factor fastest, as R lays out arrays.
    ///
    /// The factor with the most levels is left for the last step, in which a product with the indicators of all other
    /// combinations is summed before anything is sent; the others are multiplied one after the other, the smallest first.
    ///
    /// - Parameters:
    ///   - factors: for each factor and level 1 where a row has it and 0 elsewhere; a missing value has none.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    ///   - rows: the number of rows, selected or not.
    /// - Releases: one cell a combination. R: `table`, `xtabs`.
    /// - Communication: for factors of L_1 <= L_2 <= ... <= L_k levels 8 bytes a row and combination of the first j, for
    ///   j = 1 (only with a mask) ... k - 1, 1 hop each; then 8 bytes a combination, 1 hop. One factor is `Frequency`.
    /// - Leakage: none.
    public static func candidate(
        factors: [[Shared<Mersenne61>]], mask: Shared<Mersenne61>?, rows: Int, in session: Session
    ) throws(MPCError) -> Candidate {
        let selected = Count.selected(mask: mask, rows: rows, role: session.role)
        let order = factors.indices.sorted { (factors[$0].count, $0) < (factors[$1].count, $1) }
        guard let last = order.last, factors.allSatisfy({ !$0.isEmpty }) else {
            return Candidate(
                factors.isEmpty ? selected : .zero(count: 0), factors.isEmpty ? [.cell] : [], groupSize: selected)
        }
        // The combinations of the factors so far, the first of them slowest.
        var combined = mask.map { [$0] } ?? []
        for place in order.dropLast() {
            let levels = factors[place]
            guard !combined.isEmpty else {
                combined = levels
                continue
            }
            combined = try session["factor"][place].multiply(combined.flatMap { x in levels.map { (x, $0) } })
        }
        let counts =
            combined.isEmpty
            ? Shared.concatenating(factors[last].map { $0.sum() })
            : try session["cells"].matrixProduct(rows: combined, columns: factors[last])
        let places = cellPlaces(levels: factors.map(\.count), order: order)
        return Candidate(
            .concatenating(places.map { counts[$0] }), places.map { _ in .cell }, groupSize: selected,
            table: factors.map(\.count))
    }

    /// For each cell, the first factor fastest, its place where the factors stand in the given order, the last fastest.
    private static func cellPlaces(levels: [Int], order: [Int]) -> [Int] {
        (0..<levels.reduce(1, *)).map { cell in
            var (rest, digits) = (cell, [Int]())
            for count in levels {
                digits.append(rest % count)
                rest /= count
            }
            return order.reduce(0) { $0 * levels[$1] + digits[$1] }
        }
    }

    /// The cleartext twin: for each factor the level of each row, nil where it is missing.
    public static func plain(_ factors: [[Int?]], levels: [Int], mask: [Bool]) -> [Int] {
        var counts = [Int](repeating: 0, count: levels.reduce(1, *))
        for row in mask.indices where mask[row] {
            let digits = factors.map { $0[row] }
            guard digits.allSatisfy({ $0 != nil }) else { continue }
            let cell = zip(digits, levels).reversed().reduce(0) { $0 * $1.1 + ($1.0 ?? 0) }
            counts[cell] += 1
        }
        return counts
    }
}
