public import Fields
public import MPC
public import SecretSharing

/// Events and censored rows by cell between public times: what survival curves on a grid are finished from in the clear.
public enum GridLifetimes {
    /// Events and censored rows of each cell in each interval t_j <= time < t_{j+1}, without a sort.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the time.
    ///   - thresholds: public times, ascending, in the units of the planes; K + 1 of them make K intervals.
    ///   - events: 1 where the row has the event and 0 where it is censored.
    ///   - cells: for each cell, a group in a stratum, 1 where a row counts in it and 0 elsewhere.
    /// - Releases: for each cell K counts of events and K of censored rows. R: `table(cut(time, grid, right = FALSE), status)`
    ///   by group.
    /// - Communication: for n rows, w planes and c cells 3 (c + 1) ANDs a row, 2 hops; c ANDs a row, 1 hop; about 2 w ANDs a row and
    ///   threshold in ceil(log2 w) hops; 2 c ANDs a row and threshold, 1 hop; as many to count them in log_1.5 (n / 64) + 2
    ///   hops.
    /// - Leakage: none; not even the number of distinct times.
    public static func candidate(
        planes: SharedPlanes, thresholds: [UInt64], events: Shared<Mersenne61>, cells: [Shared<Mersenne61>],
        in session: Session
    ) throws(MPCError) -> Candidate {
        let counts = try running(planes, thresholds: thresholds, events: events, cells: cells, in: session)
        let (intervals, width) = (max(0, thresholds.count - 1), 2 * cells.count)
        let values = (0..<width).flatMap { k in
            (0..<intervals).map { j in counts[(j + 1) * width + k] - counts[j * width + k] }
        }
        let sizes = cells.map { $0.sum().repeated(2 * intervals) }
        return Candidate(
            values: .concatenating(values), releases: values.map { _ in .cell },
            evidence: Evidence(groupSizes: .concatenating(sizes)))
    }

    /// Running counts: for each threshold in turn, of each cell the events and then the censored rows before it.
    ///
    /// - Communication: as for ``candidate(planes:thresholds:events:cells:in:)``.
    /// - Leakage: none.
    static func running(
        _ planes: SharedPlanes, thresholds: [UInt64], events: Shared<Mersenne61>, cells: [Shared<Mersenne61>],
        in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let rows = planes.count
        let bits = try session["bits"].toBit(.concatenating(cells + [events]))
        let parts = (0...cells.count).map { bits[$0 * rows..<($0 + 1) * rows] }
        let died = try session["died"].and(parts.dropLast().map { ($0, parts[cells.count]) })
        let marks = zip(died, parts).flatMap { died, cell in [died, died ^ cell] }
        var counts = Shared<Mersenne61>.zero(count: 0)
        let batch = max(1, largestBatch / max(1, rows * max(1, marks.count)))
        for start in stride(from: 0, to: marks.isEmpty ? 0 : thresholds.count, by: batch) {
            let step = session["from"][start]
            let part = Array(thresholds[start..<min(start + batch, thresholds.count)])
            let below = try step["below"].isLess(planes, thanEach: part)
            let found = try step["marked"].and(below.flatMap { bit in marks.map { (bit, $0) } })
            counts.append(try step["count"].countOnes(found))
        }
        return counts
    }

    /// How many bits are in memory at once for the thresholds.
    private static let largestBatch = 1 << 24

    /// The cleartext twin; a row in group nil does not count.
    public static func plain(
        _ times: [UInt64], thresholds: [UInt64], events: [Bool], groups: [Int?], cells: Int
    ) -> [Int] {
        (0..<cells).flatMap { cell in
            [true, false].flatMap { wanted in
                zip(thresholds, thresholds.dropFirst()).map { lower, upper in
                    groups.indices.count {
                        groups[$0] == cell && events[$0] == wanted && times[$0] >= lower && times[$0] < upper
                    }
                }
            }
        }
    }
}
