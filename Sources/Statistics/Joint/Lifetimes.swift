public import Fields
public import MPC
public import SecretSharing

/// The distinct times at which rows have an event or are censored, and how many do at each, by cell: what survival curves and
/// log-rank tests are finished from in the clear.
public enum Lifetimes {
    /// Events and censored rows of each cell at each distinct time of the rows that count.
    ///
    /// The rows are sorted by time; the running sums at the last row of each time are kept, and neighbours are subtracted.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the time.
    ///   - events: 1 where the row has the event and 0 where it is censored.
    ///   - cells: for each cell, a group in a stratum, 1 where a row counts in it and 0 elsewhere; a row is in one at most.
    ///   - open: opens the number of distinct times to the nodes, which need it to go on; it is the length of what is
    ///     released.
    /// - Releases: D distinct times, ascending, in the units of the planes; then for each cell the events and then the censored
    ///   rows at each of them, as `LifetimeTable` takes them. R: `survival::survfit`, `survdiff`, with exact times.
    /// - Communication: for w planes, n rows and c cells 8 c bytes a row, 1 hop; 3 ANDs a row, 2 hops; a sort of w + 1 planes with
    ///   2 c columns; w + 2 ANDs a row in 1 + ceil(log2 (w + 1)) hops; 24 bytes a row in 3 hops, a shuffle of 2 c + 1
    ///   columns and the planes, 16 bytes a row and 1 hop to open it after a verification; what `open` takes; 16 bytes a
    ///   time and plane, 2 hops.
    /// - Leakage: the number of distinct times to the three nodes, through `open`; what else is opened is uniform.
    public static func candidate(
        planes: SharedPlanes, events: Shared<Mersenne61>, cells: [Shared<Mersenne61>], in session: Session,
        open: (Candidate) throws -> [Int64]
    ) throws -> Candidate {
        let (counting, total) = Ranks.together(cells, rows: planes.count)
        let withEvent = try session["events"].multiply(cells.map { ($0, events) })
        let ordered = try OrderedRows(planes, counting: counting, columns: withEvent + cells, in: session["order"])
        let words = WordColumn(ordered.numbers)
        let running = Records(
            count: ordered.count, columns: ordered.columns.map { $0.prefixSums() }, words: words.columns)
        let (moved, distinct) = try session["front"].broughtToFront(running, keeping: ordered.last)
        let count = try openedCount(
            Candidate(distinct, [.distinctCount], groupSize: total), atMost: planes.count, open: open)
        let ends = moved.gathered((0..<UInt32(count)).map { $0 })
        let times = WordColumn(columns: ends.words, width: words.width, count: count).planes
        let values = try session["times"].numbers(of: times)
        let sums = ends.columns.map { $0.differences() }
        let table = cells.indices.flatMap { c in [sums[c], sums[cells.count + c] - sums[c]] }
        let sizes = cells.map { $0.sum() }
        return Candidate(
            values: .concatenating([values] + table),
            releases: Array(repeating: .distinctValue, count: count)
                + Array(repeating: .cell, count: 2 * count * cells.count),
            evidence: Evidence(
                groups: .concatenating([total] + sizes),
                places: Array(repeating: 0, count: count)
                    + sizes.indices.flatMap { Array(repeating: 1 + $0, count: 2 * count) }))
    }

    /// Opens a number of rows.
    static func openedCount(
        _ candidate: Candidate, atMost rows: Int, open: (Candidate) throws -> [Int64]
    ) throws -> Int {
        let opened = try open(candidate)
        guard opened.count == 1, let count = opened.first, (0...Int64(rows)).contains(count) else {
            throw JointError.notACount
        }
        return Int(count)
    }

    /// The cleartext twin: the distinct times, then for each cell its events and its censored rows at each; a row in group nil does
    /// not count.
    public static func plain(_ times: [UInt64], events: [Bool], groups: [Int?], cells: Int) -> [Int] {
        let distinct = Set(zip(times, groups).filter { $0.1 != nil }.map(\.0)).sorted()
        let table = (0..<cells).flatMap { cell in
            [true, false].flatMap { wanted in
                distinct.map { time in
                    groups.indices.count { groups[$0] == cell && times[$0] == time && events[$0] == wanted }
                }
            }
        }
        return distinct.map { Int($0) } + table
    }
}

/// Why a statistic cannot go on.
public enum JointError: Error, Hashable {
    /// What was opened is not a number of rows; the nodes would not agree on it.
    case notACount
}
