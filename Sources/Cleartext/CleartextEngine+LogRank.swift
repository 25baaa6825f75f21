import Inference
import Language
import Statistics
import Wire

extension CleartextEngine {
    /// The sums of a comparison of survival, as fixed-point integers.
    func logRank(_ rows: CompleteRows) throws(Problem) -> Released {
        guard let halves = rows.statistic.halvesOfRho else { throw Problem("bad-plan", "no such weight") }
        let weight = RankTestWeight(named: rows.statistic.text(.weights), halves: halves)
        var groups = 1
        for factor in rows.statistic.factors.dropLast(rows.statistic.strataCount) {
            groups *= try factor.type().levels?.count ?? 2
        }
        let strata = rows.cells.map { $0 / groups }
        let sums = LogRank.plain(
            rows.vectors[0].map { Int($0) }, events: rows.isEvent(1), strata: strata,
            groups: rows.cells.map { $0 % groups }, count: groups, weight: weight)
        let sizes = (0..<rows.cellCount / max(1, groups)).map { stratum in strata.count { $0 == stratum } }
        let events = rows.isEvent(1).count { $0 }
        let scales = LogRankScales(sizes: sizes, events: events, weight: weight)
        let (unit, bits) = (scales.unit, scales.fractionBits)
        let triangle = sums.variance.indices.flatMap { row in sums.variance[row][row...].map { $0 / unit / unit } }
        let values = (sums.observed + sums.expected).map { $0 / unit } + triangle
        return (
            sums.counts.map { Int64($0) } + (try FixedPointModel.fixed(values, bits: bits)),
            (sizes + [events]).map { Int64($0) }
        )
    }
}
