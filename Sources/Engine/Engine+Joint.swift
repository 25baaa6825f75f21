import Fields
import Inference
import Language
import MPC
import SecretSharing
import Statistics
import Study
import Wire

extension Engine {
    /// Computes and releases a joint statistic, over the selected rows in which none of its vectors and factors is missing.
    func joint(_ statistic: JointStatistic, _ evaluator: inout Evaluator) throws -> Released {
        let inputs = try JointInputs(statistic, &evaluator)
        try demand(statistic.vectors, mask: inputs.mask, &evaluator)
        switch statistic.kind {
        case .moments:
            guard let power = LimbPlan.Power(rawValue: statistic.whole(.order) ?? 0) else { throw Evaluator.mixed }
            let cells = try inputs.cells(in: self.statistic["cells"])
            let limbs = try inputs.limbs(power, &evaluator)[0]
            let (value, _, bounds) = try evaluator.number(inputs.vectors[0].values)
            try demandNoDominance(value, bounds, cells: cells, in: self.statistic["dominance"])
            return try release.toAnalyst(PowerSums.candidate(limbs, cells: cells, in: self.statistic["moments"]))
        case .table:
            return try release.toAnalyst(
                CrossTable.candidate(
                    factors: inputs.factors, mask: inputs.mask, rows: inputs.rows, in: self.statistic["table"]))
        case .products:
            try demandRows(
                inputs.vectors.count, inputs.vectors, mask: inputs.mask, rows: inputs.rows, &evaluator)
            let columns = try inputs.limbs(.second, &evaluator)
            return try release.toAnalyst(
                Products.candidate(columns: columns, mask: inputs.maskOrAll, in: self.statistic["products"]))
        case .sums:
            let columns = try inputs.limbs(.first, &evaluator)
            return try release.toAnalyst(
                ColumnSums.candidate(columns: columns, mask: inputs.maskOrAll, in: self.statistic["sums"]))
        case .ranks:
            return try release.toAnalyst(
                Ranks.candidate(
                    planes: try evaluator.planes(of: inputs.vectors[0]),
                    cells: inputs.cells(in: self.statistic["cells"]),
                    in: self.statistic["ranks"]))
        case .rankProducts:
            var columns: [SharedPlanes] = []
            for vector in inputs.vectors { columns.append(try evaluator.planes(of: vector)) }
            let candidate = try RankProducts.candidate(
                columns: columns, mask: inputs.maskOrAll, in: self.statistic["products"])
            // The client cuts twice the mid-ranks as the nodes did: by how many rows there may be.
            return try release.toAnalyst(candidate, publicNumbers: [Int64(inputs.rows)])
        case .distance:
            let cells = try inputs.cells(in: self.statistic["cells"])
            guard cells.count == 2 else { throw Evaluator.mixed }
            return try release.toAnalyst(
                DistributionDistance.candidate(
                    planes: try evaluator.planes(of: inputs.vectors[0]), first: cells[0], second: cells[1],
                    in: self.statistic["distance"]))
        case .lifetimes:
            return try release.toAnalyst(
                Lifetimes.candidate(
                    planes: try evaluator.planes(of: inputs.vectors[0]),
                    events: try evaluator.number(inputs.vectors[1].values).value,
                    cells: inputs.cells(in: self.statistic["cells"]), in: self.statistic["lifetimes"]
                ) { try preliminary.toNodes($0) })
        case .mergedLifetimes: return try mergedLifetimes(statistic, inputs, &evaluator)
        case .logRank: return try logRank(statistic, inputs, &evaluator)
        case .values:
            return try release.toAnalyst(
                SortedValues.candidate(
                    planes: try evaluator.planes(of: inputs.vectors[0]), counting: inputs.maskOrAll,
                    in: self.statistic["values"]
                ) { try preliminary.toNodes($0) })
        case .orderStatistics: return try orderStatistics(statistic, inputs, &evaluator)
        case .concordance:
            return try release.toAnalyst(
                Concordance.candidate(
                    try evaluator.planes(of: inputs.vectors[0]), try evaluator.planes(of: inputs.vectors[1]),
                    counting: inputs.maskOrAll, in: self.statistic["concordance"]))
        case .coxStep: return try coxStep(statistic, inputs, &evaluator)
        case .coxConcordance: return try coxConcordance(statistic, inputs, &evaluator)
        case .glmStep: return try generalizedLinearStep(statistic, inputs, &evaluator)
        }
    }

    /// Values at ranks that the client knows to exist.
    private func orderStatistics(
        _ statistic: JointStatistic, _ inputs: JointInputs, _ evaluator: inout Evaluator
    ) throws -> Released {
        let count = Count.candidate(mask: inputs.mask, rows: inputs.rows, in: session)
        let complete = try preliminary.toNodes(count)[0]
        let ranks = (statistic.numbers(.ranks) ?? []).compactMap { Int(exactly: $0.significand) }
        guard ranks.allSatisfy({ $0 <= complete }) else {
            throw Problem("bad-rank", "a rank lies beyond the \(complete) values", mend: "ask again")
        }
        var candidate = try OrderStatistics.candidate(
            planes: try evaluator.planes(of: inputs.vectors[0]), mask: inputs.mask, ranks: ranks,
            in: self.statistic["ranked"])
        let margin = Int64(policy.quantileMargin)
        candidate.releases = ranks.map {
            $0 <= margin || $0 > complete - margin ? .extreme : .orderStatistic(rank: $0)
        }
        return try release.toAnalyst(candidate, publicNumbers: [complete])
    }
}
