public import Fields
import Inference
public import MPC
public import SecretSharing

/// Count, sums and sums of products of several columns, from which covariances, correlations and linear models are finished
/// in the clear (`ProductPlan.matrix`).
public enum Products {
    /// The count, the sum of each column and the sum of the products of each pair, over the rows of a mask, coefficient by
    /// coefficient.
    ///
    /// Every limb is multiplied by the mask; then all sums are one matrix product. Coefficients of a pair are sums over
    /// a + b = s of the products of limb a of the one and limb b of the other column.
    ///
    /// - Parameters:
    ///   - columns: the numbers, each cut by a `LimbPlan` for the second power.
    ///   - mask: 1 where a row is complete and selected, and 0 elsewhere.
    /// - Releases: a count, sums, and sums of products in the order of `ProductPlan`. R: `cov`, `cor`, `crossprod`, `lm`.
    /// - Communication: for K limbs in all 8 K bytes a row, 1 hop; 8 K^2 bytes, 1 hop.
    /// - Leakage: none.
    public static func candidate(
        columns: [Limbs], mask: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Candidate {
        let count = mask.sum()
        let limbs = columns.flatMap(\.vectors)
        guard !limbs.isEmpty else { return Candidate(count, [.count], groupSize: count) }
        let masked = try session["mask"].multiply(limbs.map { (mask, $0) })
        let products = try session["products"].matrixProduct(rows: masked, columns: limbs)
        var values = [count] + masked.map { $0.sum() }
        var items = [ReleaseItem.count] + masked.map { _ in .sum }
        let starts = columns.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.vectors.count) }
        for i in columns.indices {
            for j in i..<columns.count {
                let (first, second) = (columns[i].vectors.count, columns[j].vectors.count)
                var sums = [Shared<Mersenne61>](repeating: .zero(count: 1), count: first + second - 1)
                for a in 0..<first {
                    for b in 0..<second {
                        sums[a + b] = sums[a + b] + products[(starts[i] + a) * limbs.count + starts[j] + b]
                    }
                }
                values += sums
                items += sums.map { _ in i == j ? .sumOfSquares : .sumOfProducts }
            }
        }
        return Candidate(.concatenating(values), items, groupSize: count)
    }

    /// The cleartext twin for columns of one limb: count, sums, and sums of products of the pairs i <= j.
    public static func plain(_ columns: [[Int]], mask: [Bool]) -> [Int] {
        let selected = columns.map { column in zip(column, mask).filter(\.1).map(\.0) }
        let pairs = columns.indices.flatMap { i in (i..<columns.count).map { (i, $0) } }
        let products = pairs.map { i, j in zip(selected[i], selected[j]).reduce(0) { $0 + $1.0 * $1.1 } }
        return [mask.count { $0 }] + selected.map { $0.reduce(0, +) } + products
    }
}
