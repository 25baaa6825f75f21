public import Fields
public import MPC
public import SecretSharing

/// How many of the selected rows fall between neighbouring public thresholds.
public enum Histogram {
    /// One count an interval t_j <= x < t_{j+1}.
    ///
    /// The rows below each threshold are counted side by side; the intervals are differences.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of x.
    ///   - thresholds: ascending; K + 1 of them make K intervals.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    /// - Releases: one cell an interval. R: `table(cut(x, breaks, right = FALSE))`.
    /// - Communication: for w planes and n rows about n (K + 1) (2w / 8 + 16) bytes, ceil(log2 w) + 2 hops, and 1
    ///   with a mask.
    public static func candidate(
        planes: SharedPlanes, thresholds: [UInt64], mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Candidate {
        let bits = try session["below"].isLess(planes, thanEach: thresholds)
        let below = try session["field"].toField(bits)
        let counts = try Frequency.cells(below, mask, in: session)
        let cells = thresholds.isEmpty ? counts : counts[1..<counts.count] - counts[0..<counts.count - 1]
        let selected = Count.selected(mask: mask, rows: planes.count, role: session.role)
        return Candidate(cells, Array(repeating: .cell, count: cells.count), groupSize: selected)
    }

    /// The cleartext twin.
    public static func plain(_ values: [UInt64], thresholds: [UInt64], mask: [Bool]) -> [Int] {
        zip(thresholds, thresholds.dropFirst()).map { lower, upper in
            zip(values, mask).count { $0 >= lower && $0 < upper && $1 }
        }
    }
}
