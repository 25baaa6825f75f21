public import Fields
public import MPC
public import SecretSharing

/// The values at given ranks among the selected rows, without sorting.
public enum OrderStatistics {
    /// The values at public ranks.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the values.
    ///   - mask: 1 where a row is selected and 0 elsewhere; nil selects all.
    ///   - ranks: 1 for the smallest selected value, N for the largest. The caller knows N; beyond it the outcome is
    ///     some number that fits the planes.
    /// - Releases: one order statistic a rank. R: `sort(x)[ranks]`, and with it `median` and `quantile`.
    /// - Communication: see ``select(planes:mask:ranks:in:)``.
    public static func candidate(
        planes: SharedPlanes, mask: Shared<Mersenne61>?, ranks: [Int], in session: Session
    ) throws(MPCError) -> Candidate {
        let shared = Shared.publicValue(ranks.map { Mersenne61(signed: Int64($0)) }, role: session.role)
        let values = try select(planes: planes, mask: RowMask(mask), ranks: shared, in: session)
        return Candidate(
            values, ranks.map { .orderStatistic(rank: $0) },
            groupSize: Count.selected(mask: mask, rows: planes.count, role: session.role))
    }

    /// The smallest and the largest selected value; the number of selected rows stays secret.
    ///
    /// - Releases: two extremes. R: `range`, `min`, `max`.
    /// - Communication: see ``select(planes:mask:ranks:in:)``, for two ranks.
    public static func extremes(
        planes: SharedPlanes, mask: Shared<Mersenne61>?, in session: Session
    ) throws(MPCError) -> Candidate {
        let count = Count.selected(mask: mask, rows: planes.count, role: session.role)
        let ranks = Shared.concatenating([.publicValue([1], role: session.role), count])
        let values = try select(planes: planes, mask: RowMask(mask), ranks: ranks, in: session)
        return Candidate(values, [.extreme, .extreme], groupSize: count)
    }

    /// The values at shared ranks, all ranks side by side.
    ///
    /// Few rows are ranked by comparing all pairs, many by a descent over their digits; see ``SelectionWay``.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the values.
    ///   - mask: which rows are selected.
    ///   - ranks: 1 for the smallest selected value.
    /// - Returns: one value a rank, in the units of the planes; for a rank that no row has some number that fits them.
    /// - Communication: see ``SelectionWay``; the time of a hop may have to be measured.
    public static func select(
        planes: SharedPlanes, mask: RowMask, ranks: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        guard planes.count > 0, planes.width > 0, ranks.count > 0 else { return .zero(count: ranks.count) }
        let ways = SelectionWay.ways(rows: planes.count, width: planes.width, ranks: ranks.count)
        return try select(
            planes: planes, mask: mask, ranks: ranks, by: session.quickest(of: ways, rows: planes.count), in: session)
    }

    /// ``select(planes:mask:ranks:in:)`` in a way that is given.
    static func select(
        planes: SharedPlanes, mask: RowMask, ranks: Shared<Mersenne61>, by way: SelectionWay, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        switch way.method {
        case .allPairs: try AllPairs.select(planes: planes, mask: mask, ranks: ranks, in: session["pairs"])
        case .descent(let digit):
            try Descent.select(planes: planes, mask: mask, ranks: ranks, digit: digit, in: session["descent"])
        }
    }

    /// The cleartext twin.
    public static func plain(_ values: [UInt64], mask: [Bool], ranks: [Int]) -> [UInt64] {
        let sorted = zip(values, mask).filter(\.1).map(\.0).sorted()
        return ranks.map { sorted[$0 - 1] }
    }
}
