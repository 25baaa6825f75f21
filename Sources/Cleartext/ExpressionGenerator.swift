public import Language
public import Study
import TestSupport
public import Wire

/// Makes random private expressions through the checked constructors; what does not fit is tried again. For tests only.
public struct ExpressionGenerator {
    /// The study whose tables and columns occur.
    public let study: Study
    /// Analyses that passed all checks but whose text did not read back; there should be none.
    public private(set) var unreadable: [String] = []
    private var random: SeededGenerator

    /// The sequence of a seed.
    public init(study: Study, seed: UInt64) {
        self.study = study
        random = SeededGenerator(seed: seed)
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// An analysis that the study's nodes would take.
    public mutating func analysis() -> Analysis {
        while true {
            guard let analysis = try? attempt() else { continue }
            do {
                return try Plan(analysis, study: study).analysis
            } catch {
                if error.what.contains("no canonical form") { unreadable.append(analysis.canonicalText) }
            }
        }
    }

    private mutating func attempt() throws(Problem) -> Analysis {
        let remove = below(2) == 0
        switch below(16) {
        case 0: return .rows(try table(2))
        case 1...7: return .joint(try joint())
        default: break
        }
        let vector = try vector(4)
        switch below(10) {
        case 0: return .length(vector)
        case 1: return .frequency(vector)
        case 2: return .sum(vector, naRemove: remove)
        case 3: return .mean(vector, naRemove: remove)
        case 4: return .minimum(vector, naRemove: remove)
        case 5: return .maximum(vector, naRemove: remove)
        case 6: return .median(vector, naRemove: remove)
        case 7: return .variance(vector, naRemove: remove)
        case 8: return .standardDeviation(vector, naRemove: remove)
        default:
            let probabilities = (0...below(4)).map { _ in
                ExactDecimal(significand: Int128(below(101)), decimals: 2)
            }
            return .quantile(vector, probabilities: probabilities, naRemove: remove)
        }
    }

    /// A table: loaded or pooled, perhaps with selections.
    mutating func table(_ depth: Int) throws(Problem) -> TableExpression {
        var base = try TableExpression.load(table: pick(study.tables), ofStudy: nil, in: study)
        if depth > 0, below(4) == 0 {
            var parts: [TablePart] = []
            for label in ["Rome", "a \"b\"", "München"].prefix(2 + below(2)) {
                parts.append(TablePart(label: label, table: try table(depth - 1)))
            }
            base = try TableExpression.pooling(parts)
        }
        guard depth > 0, below(2) == 0 else { return base }
        let inner = below(3) == 0 ? try table(depth - 1) : base
        return try inner.selecting(try condition(on: inner, depth))
    }

    /// A vector of any rows.
    ///
    /// - Throws: `Problem` where what came out does not fit together.
    public mutating func vector(_ depth: Int) throws(Problem) -> VectorExpression {
        if depth > 0, below(3) == 0 { return try .combining([try vector(depth - 1), try vector(depth - 1)]) }
        if depth > 0, below(12) == 0 {
            return try VectorExpression.origin([try vector(depth - 1), try vector(depth - 1)]).verified()
        }
        let source = try table(2)
        let result = try row(source, depth)
        guard below(4) == 0 else { return result }
        return try result.selecting(try condition(on: source, 1))
    }

    /// A vector of the rows of one table.
    mutating func row(_ source: TableExpression, _ depth: Int) throws(Problem) -> VectorExpression {
        switch depth > 0 ? below(8) : 0 {
        case 1: return .logical(try condition(on: source, depth - 1))
        case 2, 3:
            return try .operation(
                pick(ArithmeticOperator.allCases), try row(source, depth - 1), try row(source, depth - 1))
        case 4:
            let (operation, constant) = (pick(ArithmeticOperator.allCases), VectorExpression.constant(number()))
            let vector = try row(source, depth - 1)
            return below(2) == 0
                ? try .operation(operation, vector, constant) : try .operation(operation, constant, vector)
        case 5: return try row(source, depth - 1).divided(by: ExactDecimal(pick([2, 4, 5, 8, 10, -20])))
        case 6, 7: return try derived(source, depth - 1)
        default:
            let names = study.codebook.names + (source.base.isPooledHere ? ["site"] : [])
            return try source.column(named: pick(names), in: study.codebook)
        }
    }

    /// A condition about the rows of one table.
    mutating func condition(on source: TableExpression, _ depth: Int) throws(Problem) -> LogicalExpression {
        switch depth > 0 ? below(6) : 5 {
        case 0: return try .both(try condition(on: source, depth - 1), try condition(on: source, depth - 1))
        case 1: return try .either(try condition(on: source, depth - 1), try condition(on: source, depth - 1))
        case 2: return try condition(on: source, depth - 1).negated()
        case 3: return try row(source, depth - 1).isMissing()
        default:
            let vector = try row(source, depth - 1)
            let operation = pick(ComparisonOperator.allCases)
            switch below(3) {
            case 0: return try vector.comparing(operation, .number(number()))
            case 1: return try vector.comparing(operation, .label(label()))
            default: return try vector.comparing(operation, .vector(try row(source, depth - 1)))
            }
        }
    }

    mutating func label() -> String {
        pick(study.codebook.columns.flatMap { $0.levels ?? [] } + ["none", "\n"])
    }

    mutating func number() -> ExactDecimal {
        ExactDecimal(significand: Int128(below(40_001)) - 20_000, decimals: below(4))
    }
}

extension TableExpression {
    /// Whether its rows have a site.
    fileprivate var isPooledHere: Bool {
        if case .rbind = self { return true }
        return false
    }
}
