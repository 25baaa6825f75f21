public import Fields
public import MPC
public import SecretSharing

/// Count, sum and sum of squares of the selected rows, from which mean and variance are finished in the clear.
public enum Moments {
    /// The count and the sum of the selected rows.
    ///
    /// - Parameters:
    ///   - values: one number a row, at a public scale; a missing one is 0 and not selected.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    /// - Releases: a count and a sum. R: `sum`, `mean`.
    /// - Communication: without a mask none, else 8 bytes, 1 hop.
    public static func sum(
        of values: Shared<Mersenne61>, mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Candidate {
        let count = Count.selected(mask: mask, rows: values.count, role: session.role)
        let sum = try total(values, mask, in: session["sum"])
        return Candidate(.concatenating([count, sum]), [.count, .sum], groupSize: count)
    }

    /// The count, the sum, and the sum of squares about a public centre, of the selected rows.
    ///
    /// With d = x - centre the variance is (sum d^2 - (sum d)^2 / n) / (n - 1), whatever the centre; one near the
    /// middle of the bounds keeps sum d^2 small.
    ///
    /// - Parameters:
    ///   - values: one number a row, at a public scale; a missing one is 0 and not selected.
    ///   - centre: a public number at the same scale.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    /// - Releases: a count, a sum of x - centre, and a sum of (x - centre)^2. R: `var`, `sd`.
    /// - Communication: without a mask 8 bytes, 1 hop; else 8 bytes a row and 16 more, 2 hops.
    public static func squares(
        of values: Shared<Mersenne61>, around centre: Int64, mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Candidate {
        let count = Count.selected(mask: mask, rows: values.count, role: session.role)
        let distances = values.adding(-Mersenne61(signed: centre), role: session.role)
        var selected = distances
        if let mask { selected = try session["select"].multiply(mask, distances) }
        let squares = try session["squares"].innerProducts([(selected, distances)])
        return Candidate(
            .concatenating([count, selected.sum(), squares]), [.count, .sum, .sumOfSquares], groupSize: count)
    }

    private static func total(
        _ values: Shared<Mersenne61>, _ mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard let mask else { return values.sum() }
        return try session.innerProducts([(mask, values)])
    }

    /// The cleartext twin: count, sum and sum of squares of the distances from the centre.
    public static func plain(_ values: [Int], around centre: Int = 0, mask: [Bool]) -> [Int] {
        let selected = zip(values, mask).filter(\.1).map { $0.0 - centre }
        return [selected.count, selected.reduce(0, +), selected.reduce(0) { $0 + $1 * $1 }]
    }
}
