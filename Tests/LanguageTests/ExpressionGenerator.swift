import Language
import Study
import Wire

/// Makes random private expressions through the checked constructors; what does not fit is tried again.
struct ExpressionGenerator {
    let study: Study
    var random: SplitMix

    init(study: Study, seed: UInt64) {
        self.study = study
        random = SplitMix(seed: seed)
    }

    mutating func analysis() -> Analysis {
        while true {
            if let result = try? attempt() { return result }
        }
    }

    private mutating func attempt() throws(Problem) -> Analysis {
        let remove = random.below(2) == 0
        if random.below(8) == 0 { return .rows(try table(2)) }
        let vector = try vector(4)
        let analysis: Analysis
        switch random.below(10) {
        case 0: analysis = .length(vector)
        case 1: analysis = .frequency(vector)
        case 2: analysis = .sum(vector, naRemove: remove)
        case 3: analysis = .mean(vector, naRemove: remove)
        case 4: analysis = .minimum(vector, naRemove: remove)
        case 5: analysis = .maximum(vector, naRemove: remove)
        case 6: analysis = .median(vector, naRemove: remove)
        case 7: analysis = .variance(vector, naRemove: remove)
        case 8: analysis = .standardDeviation(vector, naRemove: remove)
        default:
            let probabilities = (0...random.below(4)).map { _ in
                ExactDecimal(significand: Int128(random.below(101)), decimals: 2)
            }
            analysis = .quantile(vector, probabilities: probabilities, naRemove: remove)
        }
        return try Plan(analysis, study: study).analysis
    }

    private mutating func table(_ depth: Int) throws(Problem) -> TableExpression {
        let base = try TableExpression.load(table: random.pick(study.tables), ofStudy: nil, in: study)
        guard depth > 0, random.below(2) == 0 else { return base }
        let inner = random.below(3) == 0 ? try table(depth - 1) : base
        return try inner.selecting(try condition(on: inner, depth))
    }

    private mutating func vector(_ depth: Int) throws(Problem) -> VectorExpression {
        if depth > 0, random.below(3) == 0 { return try .combining([try vector(depth - 1), try vector(depth - 1)]) }
        let source = try table(2)
        let result = try row(source, depth)
        guard random.below(4) == 0 else { return result }
        let selector = try condition(on: source, 1)
        return try result.selecting(selector)
    }

    /// A vector of the rows of one table.
    private mutating func row(_ source: TableExpression, _ depth: Int) throws(Problem) -> VectorExpression {
        switch depth > 0 ? random.below(6) : 0 {
        case 1: return .logical(try condition(on: source, depth - 1))
        case 2, 3:
            return try .operation(
                random.pick(ArithmeticOperator.allCases), try row(source, depth - 1), try row(source, depth - 1))
        case 4:
            let (operation, constant) = (random.pick(ArithmeticOperator.allCases), VectorExpression.constant(number()))
            let vector = try row(source, depth - 1)
            return random.below(2) == 0
                ? try .operation(operation, vector, constant) : try .operation(operation, constant, vector)
        case 5: return try row(source, depth - 1).divided(by: ExactDecimal(random.pick([2, 4, 5, 8, 10, -20])))
        default: return try source.column(named: random.pick(study.codebook.names), in: study.codebook)
        }
    }

    private mutating func condition(on source: TableExpression, _ depth: Int) throws(Problem) -> LogicalExpression {
        switch depth > 0 ? random.below(6) : 5 {
        case 0: return try .both(try condition(on: source, depth - 1), try condition(on: source, depth - 1))
        case 1: return try .either(try condition(on: source, depth - 1), try condition(on: source, depth - 1))
        case 2: return try condition(on: source, depth - 1).negated()
        case 3: return try row(source, depth - 1).isMissing()
        default:
            let vector = try row(source, depth - 1)
            let operation = random.pick(ComparisonOperator.allCases)
            switch random.below(3) {
            case 0: return try vector.comparing(operation, .number(number()))
            case 1:
                let labels = study.codebook.columns.flatMap { $0.levels ?? [] } + ["none", "\n"]
                return try vector.comparing(operation, .label(random.pick(labels)))
            default: return try vector.comparing(operation, .vector(try row(source, depth - 1)))
            }
        }
    }

    private mutating func number() -> ExactDecimal {
        ExactDecimal(significand: Int128(random.below(40_001)) - 20_000, decimals: random.below(4))
    }
}
