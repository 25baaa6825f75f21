import Fields
import Inference
import Language
import MPC
import SecretSharing
import Statistics
import Study
import Wire

extension Engine {
    /// Survival curves on the grid of the time's bounds, in steps with as many events as the policy demands rows of a group.
    func mergedLifetimes(
        _ statistic: JointStatistic, _ inputs: JointInputs, _ evaluator: inout Evaluator
    ) throws -> Released {
        guard let grid = statistic.timeGrid else { throw Evaluator.mixed }
        // A time that is shifted a little moves the grid, and two grids of the same rows can be subtracted.
        guard policy.exactCurves || statistic.vectors[0].isStored else {
            throw Problem(
                "derived-time", "the policy \(policy.name) shows curves of times that are columns, and this is derived",
                at: statistic.vectors[0].text, mend: "give Surv() the column as its owner uploaded it", kind: .refused)
        }
        let least = policy.minimumGroup
        return try release.toAnalyst(
            MergedLifetimes.candidate(
                planes: try evaluator.planes(of: inputs.vectors[0]), ticks: grid.units,
                events: try evaluator.number(inputs.vectors[1].values).value,
                cells: inputs.cells(in: self.statistic["cells"]), minimum: .init(events: least, rows: least),
                in: self.statistic["steps"]))
    }

    /// The comparison of survival between groups, in strata.
    ///
    /// The public numbers are the size of each stratum and the number of events.
    func logRank(
        _ statistic: JointStatistic, _ inputs: JointInputs, _ evaluator: inout Evaluator
    ) throws -> Released {
        guard let halves = statistic.halvesOfRho else { throw Evaluator.mixed }
        let weight = RankTestWeight(named: statistic.text(.weights), halves: halves)
        let groups = statistic.factors.count - statistic.strataCount
        let indicators = try inputs.cells(in: self.statistic["groups"], of: inputs.factors[..<groups])
        let rows = CoxRows(
            times: try evaluator.planes(of: inputs.vectors[0]),
            events: try evaluator.number(inputs.vectors[1].values).value,
            strata: try inputs.cells(in: self.statistic["strata"], of: inputs.factors[groups...]),
            covariates: indicators.map { Covariate(values: $0, bound: 1) })
        return try inWords {
            let sorted = try rows.sorted(in: self.statistic["sorted"]) { try preliminary.toNodes($0) }
            let pattern = sorted.pattern
            return try release.toAnalyst(
                LogRank.candidate(of: sorted, weight: weight, in: self.statistic["test"]),
                publicNumbers: pattern.sizes.map { Int64($0) } + [Int64(pattern.events)])
        }
    }
}

extension VectorExpression {
    /// Whether it is columns as their owners uploaded them, perhaps of selected rows.
    fileprivate var isStored: Bool {
        switch self {
        case .column: true
        case .combine(let parts): parts.allSatisfy(\.isStored)
        case .subset(let vector, _): vector.isStored
        default: false
        }
    }
}
