import Fields
import Inference
import Language
import MPC
import SecretSharing
import Statistics
import Wire

extension Engine {
    /// Computes and releases a joint statistic, over the selected rows in which none of its vectors and factors is missing.
    func joint(_ statistic: JointStatistic, _ evaluator: inout Evaluator) throws -> Released {
        let inputs = try JointInputs(statistic, &evaluator)
        switch statistic.kind {
        case .moments:
            guard let power = LimbPlan.Power(rawValue: statistic.whole(.order) ?? 0) else { throw Evaluator.mixed }
            let cells = try inputs.cells(in: self.statistic["cells"])
            let limbs = try inputs.limbs(0, power, &evaluator)
            return try release.toAnalyst(PowerSums.candidate(limbs, cells: cells, in: self.statistic["moments"]))
        case .table:
            return try release.toAnalyst(
                CrossTable.candidate(
                    factors: inputs.factors, mask: inputs.mask, rows: inputs.rows, in: self.statistic["table"]))
        case .products:
            var columns: [Limbs] = []
            for index in inputs.vectors.indices { columns.append(try inputs.limbs(index, .second, &evaluator)) }
            return try release.toAnalyst(
                Products.candidate(columns: columns, mask: inputs.maskOrAll, in: self.statistic["products"]))
        case .sums:
            var columns: [Limbs] = []
            for index in inputs.vectors.indices { columns.append(try inputs.limbs(index, .first, &evaluator)) }
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
        candidate.releases = ranks.map { $0 == 1 || $0 == complete ? .extreme : .orderStatistic(rank: $0) }
        return try release.toAnalyst(candidate, publicNumbers: [complete])
    }
}

/// The shares that a joint statistic starts from.
struct JointInputs {
    /// The number of physical rows.
    let rows: Int
    /// The numbers that enter.
    let vectors: [PrivateVector]
    /// For each factor an indicator a level, 0 where it is missing.
    let factors: [[Shared<Mersenne61>]]
    /// 1 where the row is selected and complete; nil where all are.
    let mask: Shared<Mersenne61>?
    private let role: Role

    init(_ statistic: JointStatistic, _ evaluator: inout Evaluator) throws {
        role = evaluator.role
        var vectors: [PrivateVector] = []
        for vector in statistic.vectors { vectors.append(try evaluator.vector(vector)) }
        var (factors, factorVectors): ([[Shared<Mersenne61>]], [PrivateVector]) = ([], [])
        for factor in statistic.factors {
            let vector = try evaluator.vector(factor)
            factorVectors.append(vector)
            switch vector.values {
            case .factor(let indicators, _): factors.append(indicators)
            case .logical(let isTrue):
                factors.append([(vector.valid ?? .ones(vector.rows, role: evaluator.role)) - isTrue, isTrue])
            case .number: throw Evaluator.mixed
            }
        }
        guard let first = (vectors + factorVectors).first else { throw Evaluator.mixed }
        rows = first.rows
        var mask = (vectors + factorVectors).lazy.compactMap(\.selected).first
        for vector in vectors + factorVectors { mask = try evaluator.both(mask, vector.valid) }
        self.vectors = vectors
        self.factors = factors
        self.mask = mask
    }

    /// The mask as a vector also where all rows count.
    var maskOrAll: Shared<Mersenne61> { mask ?? .ones(rows, role: role) }

    /// 1 where a row counts in a cell of the product of the factors, the first factor fastest. One hop a factor.
    func cells(in session: Session) throws -> [Shared<Mersenne61>] {
        var cells = mask.map { [$0] } ?? []
        for (index, levels) in factors.enumerated() {
            guard !cells.isEmpty else {
                cells = levels
                continue
            }
            cells = try session[index].multiply(levels.flatMap { level in cells.map { ($0, level) } })
        }
        return cells.isEmpty ? [maskOrAll] : cells
    }

    /// A number cut into limbs.
    func limbs(_ index: Int, _ power: LimbPlan.Power, _ evaluator: inout Evaluator) throws -> Limbs {
        let vector = vectors[index]
        let (value, _, bounds) = try evaluator.number(vector.values)
        guard let limits = bounds.limits,
            let plan = LimbPlan(minimum: limits.lowerBound, maximum: limits.upperBound, power: power)
        else { throw Evaluator.mixed }
        let planes = plan.needsPlanes ? try evaluator.planes(of: vector) : SharedPlanes(planes: [], count: vector.rows)
        return try Limbs(value: value, planes: planes, plan: plan, in: evaluator.next("limbs"))
    }
}
