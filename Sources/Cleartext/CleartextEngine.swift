public import Inference
public import Language
public import Study
public import Wire

/// Computes plans in the clear, row by row, as the joint computation must answer them. For tests only.
public struct CleartextEngine: Sendable {
    let tables: CleartextTables
    let policy: Policy

    typealias Cell = CleartextTables.Cell

    /// Takes the tables and the policy of their study.
    public init(tables: CleartextTables, policy: Policy) {
        self.tables = tables
        self.policy = policy
    }

    /// The answer of a plan; of a joint statistic the integers that the nodes release.
    ///
    /// - Throws: `Problem` with the code that the nodes refuse the plan with.
    public func run(_ plan: Plan) throws(Problem) -> Answer {
        switch plan.analysis {
        case .rows(let table): return .count(try rows(table).count)
        case .length(let vector): return .count(try cells(vector).count)
        case .frequency(let vector): return try frequency(vector)
        case .joint(let statistic):
            let released = try joint(statistic)
            return .released(values: released.values, publicNumbers: released.publicNumbers)
        default: break
        }
        guard let vector = plan.analysis.vector else { throw Problem("bad-plan", "no vector") }
        let decimals = try vector.type().number?.decimals ?? 0
        let all = try cells(vector)
        let values = all.compactMap(\.self).sorted()
        if policy.naAsInR, !plan.analysis.naRemove, values.count < all.count {
            if case .quantile = plan.analysis {
                throw Problem("missing-values", "values are missing", mend: "add na.rm = TRUE")
            }
            return .number(.notAvailable(.missingValues))
        }
        return try number(plan.analysis, values, decimals)
    }

    private func number(_ analysis: Analysis, _ values: [Int128], _ decimals: Int) throws(Problem) -> Answer {
        let (sum, squares) = (values.reduce(0, +), values.map { $0 * $0 }.reduce(0, +))
        func extreme(_ value: Int128?) -> Answer {
            .number(value.map { Moments.sum($0, decimals: decimals) } ?? .notAvailable(.tooFewValues))
        }
        switch analysis {
        case .sum: return .number(Moments.sum(sum, decimals: decimals))
        case .mean: return .number(Moments.mean(sum: sum, count: values.count, decimals: decimals))
        case .variance:
            return .number(
                Moments.variance(sum: sum, squares: squares, count: values.count, decimals: decimals))
        case .standardDeviation:
            return .number(
                Moments.standardDeviation(
                    sum: sum, squares: squares, count: values.count, decimals: decimals))
        case .minimum: return extreme(values.first)
        case .maximum: return extreme(values.last)
        case .median: return .number(quantile(values, ExactDecimal(significand: 5, decimals: 1), decimals))
        case .quantile(_, let probabilities, _): return .vector(probabilities.map { quantile(values, $0, decimals) })
        case .rows, .length, .frequency, .joint: throw Problem("bad-plan", "not here")
        }
    }

    private func quantile(_ sorted: [Int128], _ probability: ExactDecimal, _ decimals: Int) -> Estimate {
        guard let exact = ExactRational(probability.significand, decimals: probability.decimals),
            let position = Quantile.position(of: exact, count: sorted.count)
        else { return .notAvailable(.tooFewValues) }
        let upper = position.upper.map { Int128(position.upperWeight) * sorted[$0 - 1] } ?? 0
        return position.finish(
            weighted: Int128(position.lowerWeight) * sorted[position.lower - 1] + upper, decimals: decimals)
    }

    private func frequency(_ vector: VectorExpression) throws(Problem) -> Answer {
        let type = try vector.type()
        let cells = try cells(vector).compactMap(\.self)
        switch type.kind {
        case .logical:
            return Frequency.table(
                falseCount: cells.count { $0 == 0 }, trueCount: cells.count { $0 == 1 })
        case .factor(let levels):
            return Frequency.table(
                levels: levels, counts: levels.indices.map { level in cells.count { $0 == Int128(level) } })
        case .decimal(let bounds):
            let parts = bounds.integerParts ?? 0...0
            let floors = cells.map { Self.floor($0, unit: bounds.unit) }
            let counts = parts.map { part in floors.count { $0 == Int128(part) } }
            return Frequency.table(lowest: parts.lowerBound, counts: counts, trimmed: policy.extremes)
        }
    }

    static func floor(_ value: Int128, unit: Int128) -> Int128 {
        value >= 0 ? value / unit : -((unit - 1 - value) / unit)
    }
}
