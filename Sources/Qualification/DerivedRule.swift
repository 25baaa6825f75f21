import Language
import Wire

/// How a derived column follows from the others of its row.
enum DerivedRule: Sendable, Equatable {
    /// `V if COND else W`; without `else` W is 0. Where the condition is missing the value is.
    case condition(Expression, then: Expression, otherwise: Expression?)
    /// `1/0/NA from COLUMN` of yes and no.
    case answer(String)
    /// An expression of R.
    case expression(Expression)

    /// Reads the text of a rule.
    ///
    /// - Throws: `Problem` of the parser, or "bad-rule".
    init(_ text: String) throws(Problem) {
        let trimmed = text.split(separator: " ").joined(separator: " ")
        if let from = trimmed.firstRange(of: " from "), trimmed[..<from.lowerBound].contains("/") {
            self = .answer(String(trimmed[from.upperBound...]))
        } else if let when = trimmed.firstRange(of: " if ") {
            let rest = trimmed[when.upperBound...]
            let other = rest.firstRange(of: " else ")
            self = .condition(
                try Self.parse(rest[..<(other?.lowerBound ?? rest.endIndex)]),
                then: try Self.parse(trimmed[..<when.lowerBound]),
                otherwise: try other.map { (range) throws(Problem) in try Self.parse(rest[range.upperBound...]) })
        } else {
            self = .expression(try Self.parse(trimmed[...]))
        }
    }

    private static func parse(_ text: Substring) throws(Problem) -> Expression {
        let expressions = try Parser.parse(String(text))
        guard expressions.count == 1 else {
            throw Problem(
                "bad-rule", "a rule of a derived column is no single expression: \(text)",
                mend: "write it as V if CONDITION else W, 1/0/NA from COLUMN, or as an expression")
        }
        return expressions[0]
    }

    /// The value in a row.
    func value(_ column: @escaping (String) -> RowValue?) throws(Problem) -> RowValue {
        let evaluator = RowEvaluator(column: column)
        switch self {
        case .expression(let expression): return try evaluator.value(expression)
        case .condition(let condition, let then, let otherwise):
            guard let truth = try evaluator.value(condition).truth else { return .missing }
            if truth { return try evaluator.value(then) }
            guard let otherwise else { return .exact(ExactDecimal(0)) }
            return try evaluator.value(otherwise)
        case .answer(let name):
            guard let value = column(name) else {
                throw Problem("bad-rule", "a rule refers to a column that is not there: \(name)", mend: "name a column")
            }
            return switch value.cell().lowercased() {
            case "yes", "1", "true": .exact(ExactDecimal(1))
            case "no", "0", "false": .exact(ExactDecimal(0))
            default: .missing
            }
        }
    }
}
