public import Fields
public import MPC
public import SecretSharing

/// How often each level of a factor occurs among the selected rows.
public enum Frequency {
    /// One count a level.
    ///
    /// - Parameters:
    ///   - indicators: for each level 1 where a row has it and 0 elsewhere; a missing value has none.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    ///   - rows: the number of rows, selected or not.
    /// - Releases: one cell a level. R: `table`.
    /// - Communication: without a mask none, else 8 bytes a level, 1 hop.
    public static func candidate(
        indicators: [Shared<Mersenne61>], mask: Shared<Mersenne61>?, rows: Int, in session: Session
    ) throws(MPCError) -> Candidate {
        let counts = try cells(indicators, mask, in: session)
        let selected = Count.selected(mask: mask, rows: rows, role: session.role)
        return Candidate(
            counts, Array(repeating: .cell, count: counts.count), groupSize: selected, table: [counts.count])
    }

    /// The sums of the selected entries of each vector, in one hop.
    static func cells(
        _ indicators: [Shared<Mersenne61>], _ mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard let mask else { return .concatenating(indicators.map { $0.sum() }) }
        return try session["cells"].matrixProduct(rows: [mask], columns: indicators)
    }

    /// The cleartext twin, for levels 0 ..< `levels`; other entries are missing.
    public static func plain(_ values: [Int], levels: Int, mask: [Bool]) -> [Int] {
        (0..<levels).map { level in zip(values, mask).count { $0 == level && $1 } }
    }
}
