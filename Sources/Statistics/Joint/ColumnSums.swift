public import Fields
import Inference
public import MPC
public import SecretSharing

/// Count and sums of several columns, from which their means are finished in the clear.
public enum ColumnSums {
    /// The count and the sum of each column over the rows of a mask, coefficient by coefficient.
    ///
    /// - Parameters:
    ///   - columns: the numbers, each cut by a `LimbPlan` for the first power.
    ///   - mask: 1 where a row is complete and selected, and 0 elsewhere.
    /// - Releases: a count, then for each column the coefficients of its sum. R: `colMeans`.
    /// - Communication: 8 bytes a coefficient, 1 hop.
    /// - Leakage: none.
    public static func candidate(
        columns: [Limbs], mask: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Candidate {
        let (count, limbs) = (mask.sum(), columns.flatMap(\.vectors))
        guard !limbs.isEmpty else { return Candidate(count, [.count], groupSize: count) }
        let sums = try session["sums"].matrixProduct(rows: [mask], columns: limbs)
        return Candidate(.concatenating([count, sums]), [.count] + limbs.map { _ in .sum }, groupSize: count)
    }

    /// The cleartext twin for columns of one limb: the count and the sums.
    public static func plain(_ columns: [[Int]], mask: [Bool]) -> [Int] {
        [mask.count { $0 }] + columns.map { column in zip(column, mask).reduce(0) { $1.1 ? $0 + $1.0 : $0 } }
    }
}
