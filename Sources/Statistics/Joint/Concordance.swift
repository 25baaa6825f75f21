public import Fields
public import MPC
public import SecretSharing

/// Concordant and discordant pairs of two numbers (Kendall).
public enum Concordance {
    /// The number of rows, discordant pairs, and the ties of either number and of both, over the rows that count.
    ///
    /// Knight (1966): in ascending order of x, and of y among equal x, a pair is discordant where the later row has the smaller
    /// y. All pairs are compared. With T the pairs that are tied (sum t (t - 1) / 2 over the runs of x, of y, and of both)
    /// concordant - discordant = n (n - 1) / 2 - T_x - T_y + T_xy - 2 discordant.
    ///
    /// - Parameters:
    ///   - x: the bit planes of one number.
    ///   - y: the bit planes of the other.
    ///   - counting: 1 where a row counts and 0 elsewhere.
    /// - Releases: n, concordant - discordant pairs, and for x, y and both together the sums over runs of t equal values of
    ///   t^2 and of t^3 in two parts. R: `cor(method = "kendall")`, `cor.test`.
    /// - Communication: for n rows and planes of v and w two sorts, of v + w + 1 planes and of w + 1; three times the sums over
    ///   runs, see ``Ranks/candidate(planes:cells:in:)``; and n (n + 64) / 2 comparisons of w planes, see `PairCounts`.
    /// - Leakage: none.
    public static func candidate(
        _ x: SharedPlanes, _ y: SharedPlanes, counting: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Candidate {
        let (count, total) = (x.count, counting.sum())
        // What does not count is 0 in y, so that no pair of such rows is discordant.
        let selected = try session["counting"].toBit(counting)
        let values = try session["selected"].and(y.planes.map { ($0, selected) })
        let both = SharedPlanes(planes: values + x.planes, count: count)
        let ordered = try OrderedRows(both, counting: counting, columns: [], in: session["order"])
        let yOrdered = SharedPlanes(planes: Array(ordered.keys.planes[..<y.width]), count: count)
        let xOrdered = SharedPlanes(planes: Array(ordered.keys.planes[y.width...]), count: count)
        let present = ordered.keys.planes[both.width].not(role: session.role)
        let xFirst = try session["runs of x"].firstOfEqualRows(xOrdered, among: present)
        let yAlone = try OrderedRows(y, counting: counting, columns: [], in: session["order of y"])
        var ties: [TieSums] = []
        for (label, first) in [("x", xFirst), ("y", yAlone.first), ("both", ordered.first)] {
            ties.append(try TieSums(first: first, total: total, in: session["ties"][label]))
        }
        // Rows that do not count stand behind, and above all others.
        let later = SharedPlanes(planes: yOrdered.planes + [ordered.keys.planes[both.width]], count: count)
        let discordant = try PairCounts(column: later, first: nil).count(.greater, in: session["pairs"])
        let square = try session["square"].multiply(total, total)
        // 2 (concordant - discordant) = n^2 - sum t_x^2 - sum t_y^2 + sum t_xy^2 - 4 discordant.
        let squares = ties.map { $0.values[0] }
        let twice = square - squares[0] - squares[1] + squares[2] - discordant.scaled(by: 4)
        let half = Mersenne61(1 << 60)
        return Candidate(
            .concatenating([total, twice.scaled(by: half)] + ties.map(\.values)),
            [.count, .pairCount] + ties.flatMap { _ in TieSums.items }, groupSize: total)
    }

    /// The cleartext twin.
    public static func plain(_ x: [UInt64], _ y: [UInt64], counting: [Bool]) -> [Int] {
        let rows = counting.indices.filter { counting[$0] }
        var difference = 0
        for (k, i) in rows.enumerated() {
            for j in rows[..<k] where x[i] != x[j] && y[i] != y[j] {
                difference += (x[i] < x[j]) == (y[i] < y[j]) ? 1 : -1
            }
        }
        let ties =
            TieSums.plain(rows.map { x[$0] }, rows: counting.count)
            + TieSums.plain(rows.map { y[$0] }, rows: counting.count)
            + TieSums.plain(rows.map { [x[$0], y[$0]] }, rows: counting.count)
        return [rows.count, difference] + ties
    }
}

extension Session {
    /// Which of the rows given are the first with their value, for rows in which equal values stand together.
    ///
    /// - Communication: for w planes w ANDs a row, 1 + ceil(log2 w) hops.
    func firstOfEqualRows(_ column: SharedPlanes, among rows: SharedBits) throws(MPCError) -> SharedBits {
        let last = try self["last"].lastOfEqualRows(column)
        var first = SharedBits.constant(true, count: min(column.count, 1), role: role)
        first.append(last[0..<max(0, column.count - 1)])
        return try self["among"].and(first, rows)
    }
}

extension TieSums {
    /// Sums over the runs whose first rows are marked; see ``Runs``.
    init(first: SharedBits, total: Shared<Mersenne61>, in session: Session) throws(MPCError) {
        let runs = try Runs(first: first, summing: [], total: total, in: session["runs"])
        let lengths = try session["lengths"].multiply(runs.isRun, runs.next - runs.start)
        try self.init(lengths: lengths, in: session["sums"])
    }
}
