import Language
import Study
import Wire

extension ExpressionGenerator {
    /// `ifelse`, `cut`, `factor`, `interaction`, `abs` or `floor` on the rows of a table.
    mutating func derived(_ source: TableExpression, _ depth: Int) throws(Problem) -> VectorExpression {
        let result: VectorExpression
        switch below(7) {
        case 0:
            result = .choice(try condition(on: source, depth), try operand(source, depth), try operand(source, depth))
        case 1, 2: result = .cut(try number(source, depth), try intervals())
        case 3: result = try factor(of: try row(source, depth))
        case 4: result = .interaction(try factor(source, depth), try factor(source, depth))
        case 5: result = .absolute(try row(source, depth))
        default: result = .floor(try row(source, depth))
        }
        return try result.verified()
    }

    private mutating func operand(_ source: TableExpression, _ depth: Int) throws(Problem) -> VectorExpression {
        switch below(4) {
        case 0: .constant(number())
        case 1: .label(label())
        default: try row(source, depth)
        }
    }

    /// Breaks that are ascending, perhaps open, with labels of their own.
    private mutating func intervals() throws(Problem) -> Intervals {
        var breaks: [ExactDecimal?] = (0...(1 + below(4))).map { _ in
            ExactDecimal(significand: Int128(below(3_000)) - 500, decimals: below(3))
        }.sorted()
        if below(3) == 0 { breaks[0] = nil }
        if below(3) == 0 { breaks[breaks.count - 1] = nil }
        let labels = breaks.indices.dropLast().map { "\"\($0)\", \($0 + 1)]" }
        let intervals = Intervals(
            breaks: breaks, labels: labels, closedRight: below(2) == 0, includesLowest: below(2) == 0)
        guard let intervals else { throw Problem("bad-breaks", "two breaks are equal") }
        return intervals
    }

    /// Some values of a vector as levels, with labels of their own half of the time.
    private mutating func factor(of vector: VectorExpression) throws(Problem) -> VectorExpression {
        var values: [FactorLevel.Value]
        switch try vector.type().kind {
        case .factor(let levels): values = (levels + ["none"]).map { .label($0) }
        case .logical: values = [.number(ExactDecimal(0)), .number(ExactDecimal(1))]
        case .decimal(let bounds):
            values = (0..<4).map { _ in
                .number(ExactDecimal(significand: Int128(below(200)), decimals: below(1 + bounds.decimals)))
            }
        }
        values = values.filter { _ in below(4) > 0 }
        let named = below(2) == 0
        var levels: [FactorLevel] = []
        for value in values { levels.append(FactorLevel(value, label: named ? "L\(below(3))" : nil)) }
        return try VectorExpression.factor(vector, levels).verified()
    }

    /// A private number.
    mutating func number(_ source: TableExpression, _ depth: Int) throws(Problem) -> VectorExpression {
        for _ in 0..<20 {
            let vector = try row(source, depth)
            if try vector.type().number != nil { return vector }
        }
        throw Problem("bad-plan", "no number was found")
    }

    /// A private factor, or a condition.
    mutating func factor(_ source: TableExpression, _ depth: Int) throws(Problem) -> VectorExpression {
        for _ in 0..<20 {
            let vector = try row(source, depth)
            let type = try vector.type()
            if type.levels != nil || type.kind == .logical { return vector }
        }
        throw Problem("bad-plan", "no factor was found")
    }
}
