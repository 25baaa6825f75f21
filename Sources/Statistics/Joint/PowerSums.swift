public import Fields
import Inference
public import MPC
public import SecretSharing

/// For each cell the count and the sums of powers of a number, from which mean, variance, skewness and kurtosis are
/// finished in the clear (`LimbPlan.moments`).
public enum PowerSums {
    /// The count and the sums of d, d^2, ... of each cell, d = x - origin, coefficient by coefficient.
    ///
    /// With d = sum_a 2^(L a) l_a the k-th power has the coefficients sum over a_1 + ... + a_k = s of l_a1 ... l_ak; each is
    /// summed over the rows of the cell.
    ///
    /// - Parameters:
    ///   - limbs: the number, cut by a `LimbPlan`.
    ///   - cells: for each cell 1 where a row counts in it and 0 elsewhere.
    /// - Releases: for each cell a count, the coefficients of the sum, of the sum of squares and of the higher powers, in the
    ///   order of `LimbPlan.totals`. R: `mean`, `var`, `sd`, `t.test`, `aov`, and with the fourth power moments as in
    ///   Joanes and Gill (1998).
    /// - Communication: for m limbs and c cells 8 (2 m - 1) bytes a row where squares are wanted and 8 (7 m - 5) more for the
    ///   fourth power, 1 hop each; then 8 bytes a cell and coefficient, 1 hop.
    /// - Leakage: none.
    public static func candidate(
        _ limbs: Limbs, cells: [Shared<Mersenne61>], in session: Session
    ) throws(MPCError) -> Candidate {
        let powers = try limbs.powers(in: session["powers"])
        let sums = try session["sums"].matrixProduct(rows: cells, columns: powers.flatMap(\.self))
        let items = [ReleaseItem.count] + zip(1..., powers).flatMap { k, p in p.map { _ in item(ofPower: k) } }
        let counts = cells.map { $0.sum() }
        let width = items.count - 1
        let values = counts.enumerated().flatMap { c, count in [count, sums[c * width..<(c + 1) * width]] }
        return Candidate(
            values: .concatenating(values), releases: counts.flatMap { _ in items },
            evidence: Evidence(
                groups: .concatenating(counts), places: counts.indices.flatMap { c in items.map { _ in c } }))
    }

    private static func item(ofPower k: Int) -> ReleaseItem {
        switch k {
        case 1: .sum
        case 2: .sumOfSquares
        default: .sumOfPowers(k)
        }
    }

    /// The cleartext twin: for each of `cells` groups the count and the sums of the powers of x - origin; a row in group nil
    /// does not count.
    public static func plain(_ values: [Int], origin: Int, groups: [Int?], cells: Int, power: Int) -> [[Int]] {
        (0..<cells).map { cell in
            let rows = zip(values, groups).filter { $0.1 == cell }.map { $0.0 - origin }
            return (0...power).map { k in
                rows.reduce(0) { sum, d in sum + (0..<k).reduce(1) { product, _ in product * d } }
            }
        }
    }
}
