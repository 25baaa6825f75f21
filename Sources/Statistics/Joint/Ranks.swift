public import Fields
public import MPC
public import SecretSharing

/// Sums of mid-ranks by cell, and the mid-ranks themselves.
///
/// The rows that count are ranked together, whatever their cell; k equal values share the mean of the ranks that they take up,
/// which is half a whole number.
public enum Ranks {
    /// Counts and rank sums of each cell, and the ties.
    ///
    /// In ascending order the run of a value takes up the places from s to e, and each of its rows has twice the mid-rank s + e.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the number.
    ///   - cells: for each cell 1 where a row counts in it and 0 elsewhere; a row is in one cell at most.
    /// - Releases: for each cell the count and twice its rank sum; then over all runs of t equal values the sum of t^2, and of
    ///   t^3 in two parts, as `RankSums` takes them. R: `wilcox.test`, `kruskal.test`.
    /// - Communication: for w planes, n rows and c cells 3 ANDs a row, 2 hops; a sort of w + 1 planes with c columns; w + 2
    ///   ANDs a row in 1 + ceil(log2 (w + 1)) hops; 24 bytes a row in 3 hops, a shuffle of c + 3 columns, 16 bytes a row and 1
    ///   hop to open it after a verification; 24 bytes a row and 8 c + 8, 4 hops.
    /// - Leakage: none; what is opened are uniform permutations. The number of distinct values stays secret.
    public static func candidate(
        planes: SharedPlanes, cells: [Shared<Mersenne61>], in session: Session
    ) throws(MPCError) -> Candidate {
        let (counting, total) = together(cells, rows: planes.count)
        let ordered = try OrderedRows(planes, counting: counting, columns: cells, in: session["order"])
        let runs = try Runs(first: ordered.first, summing: ordered.columns, total: total, in: session["runs"])
        let products = try session["runs"]["lengths"].multiply([
            (runs.isRun, runs.next - runs.start),
            (runs.isRun, (runs.start + runs.next).adding(-1, role: session.role)),
        ])
        let ties = try TieSums(lengths: products[0], in: session["ties"])
        let sums = try session["ranks"].matrixProduct(rows: [products[1]], columns: runs.sums)
        let counts = cells.map { $0.sum() }
        let values = counts.indices.flatMap { [counts[$0], sums[$0]] }
        let tail = [ties.values]
        return Candidate(
            values: .concatenating(values + tail),
            releases: counts.flatMap { _ in [ReleaseItem.count, .rankSum] } + TieSums.items,
            evidence: Evidence(
                groups: .concatenating(counts + [total]),
                places: counts.indices.flatMap { [$0, $0] } + Array(repeating: counts.count, count: 3)))
    }

    /// Twice the mid-rank of each row among the rows that count, and 0 in the others.
    ///
    /// The differences between the mid-ranks of neighbouring runs go back to where the runs begin; their running sums
    /// are the mid-ranks in ascending order, and these go back to where the rows came from.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the number.
    ///   - counting: 1 where a row counts and 0 elsewhere.
    /// - Communication: for w planes and n rows 3 ANDs a row, 2 hops; a sort of w + 1 planes with one column; w + 2 ANDs a row in
    ///   1 + ceil(log2 (w + 1)) hops; 40 bytes a row in 5 hops, shuffles of 3, 1, 1 and 2 columns, and three times 16 bytes a
    ///   row and 1 hop to open them, each after a verification.
    /// - Leakage: none; what is opened are uniform permutations.
    public static func midranks(
        planes: SharedPlanes, counting: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let count = planes.count
        guard count > 0 else { return counting }
        let places = Shared.publicValue((0..<UInt64(count)).map { Mersenne61($0) }, role: session.role)
        let ordered = try OrderedRows(planes, counting: counting, columns: [places], in: session["order"])
        let runs = try Runs(first: ordered.first, summing: [], total: counting.sum(), in: session["runs"])
        // s_j + s_{j+1} - 1 less s_{j-1} + s_j - 1; before the first run stands 0.
        let before = Shared.concatenating([.zero(count: 1), runs.start[0..<count - 1]])
        var steps = try session["steps"].multiply(runs.isRun, runs.next - before)
        steps.append(.zero(count: 1))
        let back = try session["back"].unpermute(
            Records(count: count + 1, columns: [steps]), from: runs.destinations)
        let ranks = back.columns[0].prefixSums()[0..<count]
        let home = try session["home"].permute(Records(count: count, columns: [ranks]), to: ordered.columns[0])
        return try session["counting"].multiply(counting, home.columns[0])
    }

    /// Which rows are in any cell, and how many.
    static func together(
        _ cells: [Shared<Mersenne61>], rows: Int
    ) -> (counting: Shared<Mersenne61>, total: Shared<Mersenne61>) {
        let counting = cells.reduce(.zero(count: rows)) { $0 + $1 }
        return (counting, counting.sum())
    }

    /// The cleartext twin of ``candidate(planes:cells:in:)``; a row in group nil does not count.
    public static func plain(_ values: [UInt64], groups: [Int?], cells: Int) -> [Int] {
        let ranks = plain(values, counting: groups.map { $0 != nil })
        let sums = (0..<cells).flatMap { cell in
            let rows = groups.indices.filter { groups[$0] == cell }
            return [rows.count, rows.reduce(0) { $0 + ranks[$1] }]
        }
        let counting = zip(values, groups).filter { $0.1 != nil }.map(\.0)
        return sums + TieSums.plain(counting, rows: values.count)
    }

    /// The cleartext twin of ``midranks(planes:counting:in:)``.
    public static func plain(_ values: [UInt64], counting: [Bool]) -> [Int] {
        let sorted = zip(values, counting).filter(\.1).map(\.0).sorted()
        var bounds: [UInt64: (first: Int, last: Int)] = [:]
        for (place, value) in sorted.enumerated() {
            bounds[value] = (bounds[value]?.first ?? place + 1, place + 1)
        }
        return zip(values, counting).map { value, counts in
            guard counts, let run = bounds[value] else { return 0 }
            return run.first + run.last
        }
    }
}
