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
    /// - Communication: for w planes and n rows about n (K + 1) 2 w / 8 bytes in ceil(log2 w) hops (see
    ///   `Session.isLess(_:thanEach:)`), then n (K + 1) / 8 bytes and log_1.5 (n / 64) + 2 hops to count; with a mask of
    ///   elements n (K + 4) / 8 bytes and 3 hops more.
    public static func candidate(
        planes: SharedPlanes, thresholds: [UInt64], mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Candidate {
        var counts = Shared<Mersenne61>.zero(count: 0)
        let selectedRows = try mask.map { mask throws(MPCError) in try session["mask"].toBit(mask) }
        let batch = max(1, largestBatch / max(1, planes.count))
        for first in stride(from: 0, to: thresholds.count, by: batch) {
            let part = Array(thresholds[first..<min(first + batch, thresholds.count)])
            let step = session["from"][first]
            var bits = try step["below"].isLess(planes, thanEach: part)
            if let selectedRows { bits = try step["selected"].and(bits.map { ($0, selectedRows) }) }
            counts.append(try step["count"].countOnes(bits))
        }
        let cells = thresholds.isEmpty ? counts : counts[1..<counts.count] - counts[0..<counts.count - 1]
        let selected = Count.selected(mask: mask, rows: planes.count, role: session.role)
        return Candidate(
            cells, Array(repeating: .cell, count: cells.count), groupSize: selected, table: [cells.count])
    }

    /// How many rows are compared with thresholds at once.
    private static let largestBatch = 1 << 22

    /// The cleartext twin.
    public static func plain(_ values: [UInt64], thresholds: [UInt64], mask: [Bool]) -> [Int] {
        zip(thresholds, thresholds.dropFirst()).map { lower, upper in
            zip(values, mask).count { $0 >= lower && $0 < upper && $1 }
        }
    }
}
