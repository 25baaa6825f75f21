public import Fields
public import MPC
public import SecretSharing

/// The values at given ranks in each of several groups, without sorting.
public enum GroupOrderStatistics {
    /// The values at public ranks in each cell, all cells side by side.
    ///
    /// - Parameters:
    ///   - planes: the bit planes of the values.
    ///   - cells: for each cell 1 where a row counts in it and 0 elsewhere.
    ///   - ranks: for each cell the ranks wanted, 1 for its smallest value. The caller knows how many rows a cell has; beyond it the
    ///     outcome is some number that fits the planes.
    /// - Releases: for each cell one order statistic a rank, in the units of the planes. R: `tapply(x, g, quantile)`, `fivenum`,
    ///   `boxplot.stats`.
    /// - Communication: as `OrderStatistics.select` for all ranks together; masks become bits in a descent (3 ANDs a row and
    ///   cell, 2 hops), or take 16 bytes a row and cell where all pairs are compared.
    /// - Leakage: none.
    public static func candidate(
        planes: SharedPlanes, cells: [Shared<Mersenne61>], ranks: [[Int]], in session: Session
    ) throws(MPCError) -> Candidate {
        let wanted = ranks.map { ranks in
            Shared<Mersenne61>.publicValue(ranks.map { Mersenne61(signed: Int64($0)) }, role: session.role)
        }
        let sizes = zip(cells, wanted).map { $0.sum().repeated($1.count) }
        return Candidate(
            values: try select(planes: planes, cells: cells, ranks: wanted, in: session),
            releases: ranks.flatMap { $0.map { .orderStatistic(rank: $0) } },
            evidence: Evidence(groupSizes: .concatenating(sizes)))
    }

    /// The values at shared ranks in each cell, those of the first cell first.
    public static func select(
        planes: SharedPlanes, cells: [Shared<Mersenne61>], ranks: [Shared<Mersenne61>], in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        precondition(cells.count == ranks.count, "ranks for each cell")
        let all = Shared.concatenating(ranks)
        guard planes.count > 0, planes.width > 0, all.count > 0 else { return .zero(count: all.count) }
        let ways = SelectionWay.ways(rows: planes.count, width: planes.width, ranks: all.count)
        let way = try session.quickest(of: ways, rows: planes.count)
        return try select(planes: planes, cells: cells, ranks: ranks, by: way.method, in: session)
    }

    /// ``select(planes:cells:ranks:in:)`` in a way that is given.
    static func select(
        planes: SharedPlanes, cells: [Shared<Mersenne61>], ranks: [Shared<Mersenne61>], by method: SelectionWay.Method,
        in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        switch method {
        case .allPairs:
            return try AllPairs.select(
                planes: planes, groups: zip(cells, ranks).map { ($0, $1) }, in: session["pairs"])
        case .descent(let digit):
            let bits = try session["cells"].toBit(.concatenating(cells))
            let rows = ranks.enumerated().flatMap { k, ranks in
                repeatElement(bits[k * planes.count..<(k + 1) * planes.count], count: ranks.count)
            }
            return try Descent.select(
                planes: planes, rows: rows, ranks: .concatenating(ranks), digit: digit, in: session["descent"])
        }
    }

    /// The cleartext twin; a row in group nil does not count.
    public static func plain(_ values: [UInt64], groups: [Int?], ranks: [[Int]]) -> [UInt64] {
        ranks.enumerated().flatMap { cell, ranks in
            OrderStatistics.plain(values, mask: groups.map { $0 == cell }, ranks: ranks)
        }
    }
}
