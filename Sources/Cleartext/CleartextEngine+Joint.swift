import Inference
import Language
import Statistics
import Study
import Wire

extension CleartextEngine {
    /// What the nodes release: the values, and the public numbers.
    typealias Released = (values: [Int64], publicNumbers: [Int64])

    /// A joint statistic in the layout in which `Engine.run` releases it.
    func joint(_ statistic: JointStatistic) throws(Problem) -> Released {
        let rows = try CompleteRows(statistic, self)
        switch statistic.kind {
        case .moments: return (try moments(rows), [])
        case .table:
            return (integers((0..<rows.cellCount).map { cell in rows.cells.count { $0 == cell } }), [])
        case .sums: return (integers([rows.count] + (try columnSums(rows))), [])
        case .products: return (integers(try products(rows)), [])
        case .ranks:
            return (integers(Ranks.plain(rows.units(0), groups: rows.cells, cells: rows.cellCount)), [])
        case .rankProducts:
            let columns = rows.vectors.indices.map { rows.padded(rows.units($0), with: 0) }
            let mask = rows.padded(rows.cells.map { _ in true }, with: false)
            return (integers(RankProducts.plain(columns, mask: mask)), [Int64(rows.physical)])
        case .distance: return (integers(DistributionDistance.plain(rows.units(0), groups: rows.cells)), [])
        case .lifetimes:
            if !policy.exactCurves { throw DisclosureRule.exactCurve.refusal(under: policy) }
            return (
                integers(
                    Lifetimes.plain(
                        rows.units(0), events: rows.isEvent(1), groups: rows.cells, cells: rows.cellCount)), []
            )
        case .mergedLifetimes:
            guard let grid = statistic.timeGrid else { throw Problem("bad-plan", "no grid") }
            let minimum = MergedLifetimes.Minimum(events: policy.minimumGroup, rows: policy.minimumGroup)
            return (
                integers(
                    MergedLifetimes.plain(
                        rows.units(0), ticks: grid.units, events: rows.isEvent(1), groups: rows.cells,
                        cells: rows.cellCount, minimum: minimum)), []
            )
        case .logRank: return try logRank(rows)
        case .values:
            if !policy.singleValues { throw DisclosureRule.singleValues.refusal(under: policy) }
            return (integers(rows.units(0).sorted().map { Int($0) }), [])
        case .orderStatistics: return try orderStatistics(rows)
        case .concordance:
            return (
                integers(Concordance.plain(rows.units(0), rows.units(1), counting: rows.cells.map { _ in true })), []
            )
        case .coxStep: return try coxStep(rows)
        case .coxConcordance: return (integers(try coxConcordance(rows)), [])
        case .glmStep: return try generalizedLinearStep(rows)
        }
    }

    private func integers(_ values: [Int]) -> [Int64] { values.map { Int64($0) } }

    /// For each cell the count and the coefficients of the sums of powers.
    private func moments(_ rows: CompleteRows) throws(Problem) -> [Int64] {
        guard let power = LimbPlan.Power(rawValue: rows.statistic.whole(.order) ?? 0) else {
            throw Problem("bad-plan", "no such power")
        }
        let limbs = try rows.limbs(0, power)
        let count = limbCount(rows, 0, power)
        return (0..<rows.cellCount).flatMap { cell in
            let own = zip(limbs, rows.cells).filter { $0.1 == cell }.map(\.0)
            var result = [own.count]
            for k in 1...power.rawValue {
                let powers = own.map { limbs in (1..<k).reduce(limbs) { product, _ in product.convolved(with: limbs) } }
                result += powers.summed(length: k * (count - 1) + 1)
            }
            return integers(result)
        }
    }

    private func limbCount(_ rows: CompleteRows, _ vector: Int, _ power: LimbPlan.Power) -> Int {
        guard let limits = rows.bounds[vector].limits else { return 1 }
        return LimbPlan(minimum: limits.lowerBound, maximum: limits.upperBound, power: power)?.limbs ?? 1
    }

    private func columnSums(_ rows: CompleteRows) throws(Problem) -> [Int] {
        var sums: [Int] = []
        for index in rows.vectors.indices {
            sums += try rows.limbs(index, .first).summed(length: limbCount(rows, index, .first))
        }
        return sums
    }

    private func products(_ rows: CompleteRows) throws(Problem) -> [Int] {
        var (columns, lengths): ([[[Int]]], [Int]) = ([], [])
        for index in rows.vectors.indices {
            columns.append(try rows.limbs(index, .second))
            lengths.append(limbCount(rows, index, .second))
        }
        var values = [rows.count] + columns.indices.flatMap { columns[$0].summed(length: lengths[$0]) }
        for i in columns.indices {
            for j in i..<columns.count {
                values += zip(columns[i], columns[j]).map { $0.convolved(with: $1) }.summed(
                    length: lengths[i] + lengths[j] - 1)
            }
        }
        return values
    }

    private func orderStatistics(_ rows: CompleteRows) throws(Problem) -> Released {
        let ranks = (rows.statistic.numbers(.ranks) ?? []).compactMap { Int(exactly: $0.significand) }
        guard ranks.allSatisfy({ (1...max(1, rows.count)).contains($0) && $0 <= rows.count }) else {
            throw Problem("bad-rank", "a rank lies beyond the \(rows.count) values", mend: "ask again")
        }
        let values = OrderStatistics.plain(rows.units(0), mask: rows.cells.map { _ in true }, ranks: ranks)
        return (values.map { Int64($0) }, [Int64(rows.count)])
    }
}
