public import Language
import Study
public import Wire

extension ExpressionGenerator {
    /// The rows of a joint statistic: of one table, or of several one after the other.
    private struct Rows {
        let tables: [TableExpression]
    }

    /// A joint statistic of any kind, with all its settings.
    mutating func joint() throws(Problem) -> JointStatistic {
        try joint(pick(JointStatistic.Kind.allCases))
    }

    /// A joint statistic of a kind.
    ///
    /// - Throws: `Problem` where what came out does not fit together.
    public mutating func joint(_ kind: JointStatistic.Kind) throws(Problem) -> JointStatistic {
        var tables = [try table(1)]
        if below(4) == 0 { tables.append(try table(1)) }
        let rows = Rows(tables: tables)
        switch kind {
        case .moments:
            return JointStatistic(
                kind, try numbers(rows, 1), by: try factors(rows, below(3)),
                [.init(.order, .number(ExactDecimal(pick([1, 2, 4]))))])
        case .table: return JointStatistic(kind, [], by: try factors(rows, 1 + below(3)))
        case .ranks: return JointStatistic(kind, try numbers(rows, 1), by: try factors(rows, 1))
        case .distance:
            return JointStatistic(kind, try numbers(rows, 1), by: [.truth(try condition(rows))])
        case .sums, .products: return JointStatistic(kind, try numbers(rows, 1 + below(3)))
        case .rankProducts: return JointStatistic(kind, try numbers(rows, 2 + below(2)))
        case .concordance: return JointStatistic(kind, try numbers(rows, 2))
        case .values: return JointStatistic(kind, try numbers(rows, 1))
        case .orderStatistics:
            let ranks = (0...below(3)).map { _ in ExactDecimal(1 + below(3)) }
            return JointStatistic(kind, try numbers(rows, 1), [.init(.ranks, .numbers(ranks))])
        case .lifetimes, .mergedLifetimes:
            return JointStatistic(kind, try lifetimes(rows), by: try factors(rows, below(3)))
        case .logRank:
            let strata = below(2)
            var options = strata == 0 ? [] : [JointStatistic.Option(.strata, .number(ExactDecimal(strata)))]
            switch below(4) {
            case 0: options.append(.init(.weights, .text(pick(["gehan", "tarone"]))))
            case 1: options.append(.init(.rho, .number(ExactDecimal(significand: Int128(below(7)) * 5, decimals: 1))))
            default: break
            }
            return JointStatistic(kind, try lifetimes(rows), by: try factors(rows, 1 + strata), options)
        case .coxStep, .coxConcordance: return try cox(kind, rows)
        case .glmStep: return try generalizedLinear(rows)
        }
    }

    private mutating func cox(_ kind: JointStatistic.Kind, _ rows: Rows) throws(Problem) -> JointStatistic {
        let count = 1 + below(2)
        let vectors = try lifetimes(rows) + numbers(rows, count)
        var options = [JointStatistic.Option(.beta, .numbers(small(count)))]
        if kind == .coxStep {
            options += [.init(.center, .numbers(whole(count))), .init(.ties, .text(pick(["efron", "breslow"])))]
            switch below(3) {
            case 0: options.append(.init(.also, .text("hazard")))
            case 1: options += [.init(.also, .text("weights")), .init(.weights, .numbers(small(1 + below(4))))]
            default: break
            }
        }
        return JointStatistic(kind, vectors, by: try factors(rows, below(2)), options)
    }

    private mutating func generalizedLinear(_ rows: Rows) throws(Problem) -> JointStatistic {
        let (count, hasOffset) = (below(3), below(3) == 0)
        let family = pick([("binomial", "logit"), ("quasipoisson", "log"), ("Gamma", "log")])
        var options: [JointStatistic.Option] = [
            .init(.beta, .numbers(small(count + 1))), .init(.family, .text(family.0)), .init(.link, .text(family.1)),
        ]
        if count > 0 { options.append(.init(.center, .numbers(whole(count)))) }
        if hasOffset { options.append(.init(.offset, .number(ExactDecimal(1)))) }
        if below(3) == 0 { options.append(.init(.also, .text("response"))) }
        return JointStatistic(.glmStep, try numbers(rows, 1 + count + (hasOffset ? 1 : 0)), options)
    }

    private mutating func small(_ count: Int) -> [ExactDecimal] {
        (0..<count).map { _ in ExactDecimal(significand: Int128(below(41)) - 20, decimals: 3) }
    }

    private mutating func whole(_ count: Int) -> [ExactDecimal] {
        (0..<count).map { _ in ExactDecimal(below(30)) }
    }

    // MARK: Vectors of the same rows

    private mutating func numbers(_ rows: Rows, _ count: Int) throws(Problem) -> [VectorExpression] {
        var vectors: [VectorExpression] = []
        for _ in 0..<count {
            var parts: [VectorExpression] = []
            for table in rows.tables { parts.append(try number(table, below(3))) }
            vectors.append(try .combining(parts))
        }
        return vectors
    }

    private mutating func factors(_ rows: Rows, _ count: Int) throws(Problem) -> [VectorExpression] {
        var vectors: [VectorExpression] = []
        for _ in 0..<count {
            if rows.tables.count > 1, below(3) == 0 {
                vectors.append(.origin(try parts(rows)))
                continue
            }
            var parts: [VectorExpression] = []
            for table in rows.tables { parts.append(try factor(table, below(3))) }
            vectors.append(try .combining(parts))
        }
        return vectors
    }

    private mutating func parts(_ rows: Rows) throws(Problem) -> [VectorExpression] {
        var parts: [VectorExpression] = []
        for table in rows.tables { parts.append(try row(table, 0)) }
        return parts
    }

    private mutating func condition(_ rows: Rows) throws(Problem) -> LogicalExpression {
        var parts: [VectorExpression] = []
        for table in rows.tables { parts.append(.logical(try condition(on: table, 1))) }
        return try VectorExpression.combining(parts).condition()
    }

    /// A time and whether it ended with the event.
    private mutating func lifetimes(_ rows: Rows) throws(Problem) -> [VectorExpression] {
        try numbers(rows, 1) + [.truth(try condition(rows))]
    }
}
