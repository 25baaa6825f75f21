import Language
import Wire

/// Evaluates an expression of the language over one row of plain cells, as the owner of the row does before the upload.
///
/// Sums, differences and products of decimals are exact; what is no decimal is computed in double precision. A name that is no
/// column is a text: `gender == male`.
struct RowEvaluator {
    /// The value of a column in this row; nil where there is no such column.
    let column: (String) -> RowValue?

    /// The value of the expression.
    ///
    /// - Throws: `Problem` "bad-rule" where it uses what rules do not have.
    func value(_ expression: Expression) throws(Problem) -> RowValue {
        switch expression.form {
        case .number(let text): return RowValue(cell: text.hasSuffix("L") ? String(text.dropLast()) : text)
        case .string(let text): return .text(text)
        case .logical(let truth): return .logical(truth)
        case .notAvailable: return .missing
        case .name(let name): return column(name) ?? .text(name)
        case .member(_, let name): return column(name) ?? .missing
        case .group(let inner): return try value(inner)
        case .unary(let sign, let inner): return try unary(sign, try value(inner), expression)
        case .binary(let sign, let left, let right):
            return try binary(sign, try value(left), try value(right), expression)
        case .call(let callee, let arguments): return try call(callee, arguments, expression)
        default: throw unfit(expression)
        }
    }

    private func unary(_ sign: String, _ inner: RowValue, _ place: Expression) throws(Problem) -> RowValue {
        switch sign {
        case "+": return inner
        case "-": return try binary("-", .exact(ExactDecimal(0)), inner, place)
        case "!": return inner.truth.map { .logical(!$0) } ?? .missing
        default: throw unfit(place)
        }
    }

    private func binary(
        _ sign: String, _ left: RowValue, _ right: RowValue, _ place: Expression
    ) throws(Problem) -> RowValue {
        switch sign {
        case "&", "&&":
            if left.truth == false || right.truth == false { return .logical(false) }
            return left.truth == nil || right.truth == nil ? .missing : .logical(true)
        case "|", "||":
            if left.truth == true || right.truth == true { return .logical(true) }
            return left.truth == nil || right.truth == nil ? .missing : .logical(false)
        case "==", "!=", "<", "<=", ">", ">=": return comparison(sign, left, right)
        default: break
        }
        if left == .missing || right == .missing { return .missing }
        if let a = left.decimal, let b = right.decimal, let exact = Self.exact(sign, a, b) { return .exact(exact) }
        guard let a = left.double, let b = right.double else { throw unfit(place) }
        switch sign {
        case "+": return .approximate(a + b)
        case "-": return .approximate(a - b)
        case "*": return .approximate(a * b)
        case "/": return .approximate(a / b)
        case "^": return .approximate(RowFunction.power(a, b))
        default: throw unfit(place)
        }
    }

    /// The exact decimal; nil where the result is none or does not fit.
    private static func exact(_ sign: String, _ left: ExactDecimal, _ right: ExactDecimal) -> ExactDecimal? {
        switch sign {
        case "+", "-":
            let places = max(left.decimals, right.decimals)
            guard let a = left.scaled(toDecimals: places), let b = right.scaled(toDecimals: places) else { return nil }
            let (sum, overflow) = sign == "+" ? a.addingReportingOverflow(b) : a.subtractingReportingOverflow(b)
            return overflow ? nil : ExactDecimal(checking: sum, decimals: places)
        case "*":
            let (product, overflow) = left.significand.multipliedReportingOverflow(by: right.significand)
            return overflow ? nil : ExactDecimal(checking: product, decimals: left.decimals + right.decimals)
        case "/": return right.reciprocal.flatMap { exact("*", left, $0) }
        case "^":
            guard right.decimals == 0, (0...64).contains(right.significand) else { return nil }
            var power: ExactDecimal? = ExactDecimal(1)
            for _ in 0..<Int(right.significand) { power = power.flatMap { exact("*", $0, left) } }
            return power
        default: return nil
        }
    }

    private func comparison(_ sign: String, _ left: RowValue, _ right: RowValue) -> RowValue {
        if left == .missing || right == .missing { return .missing }
        let (isLess, isEqual): (Bool, Bool)
        if let a = left.decimal, let b = right.decimal {
            (isLess, isEqual) = (a < b, a == b)
        } else if let a = left.double, let b = right.double {
            (isLess, isEqual) = (a < b, a == b)
        } else {
            // As R does: a number beside a text is a text.
            let (a, b) = (left.cell(), right.cell())
            (isLess, isEqual) = (a.utf8.lexicographicallyPrecedes(b.utf8), a == b)
        }
        return switch sign {
        case "==": .logical(isEqual)
        case "!=": .logical(!isEqual)
        case "<": .logical(isLess)
        case "<=": .logical(isLess || isEqual)
        case ">": .logical(!isLess && !isEqual)
        default: .logical(!isLess)
        }
    }

    private func call(
        _ callee: Expression, _ arguments: [Expression.Argument], _ place: Expression
    ) throws(Problem) -> RowValue {
        guard case .name(let name) = callee.form else { throw unfit(place) }
        var values: [RowValue] = []
        for argument in arguments {
            guard let value = argument.value else { throw unfit(place) }
            values.append(try self.value(value))
        }
        guard let first = values.first else { throw unfit(place) }
        switch (name, values.count) {
        case ("ifelse", 3): return first.truth.map { $0 ? values[1] : values[2] } ?? .missing
        case ("is.na", 1): return .logical(first == .missing)
        case ("as.integer", 1), ("as.numeric", 1), ("factor", 1), ("as.character", 1):
            return name == "as.integer" ? RowFunction.apply("trunc", first) ?? .missing : first
        case (_, 1):
            if first == .missing { return .missing }
            if let value = RowFunction.apply(name, first) { return value }
        default: break
        }
        throw unfit(place)
    }

    private func unfit(_ place: Expression) -> Problem {
        Problem(
            "bad-rule", "a rule of a derived column uses what cannot be computed from a row", at: place.range.place,
            mend: "use columns, numbers, arithmetic, comparisons, floor, round, abs, log, sqrt, exp, ifelse, is.na")
    }
}
