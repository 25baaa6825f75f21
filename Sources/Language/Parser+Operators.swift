import Wire

extension Parser {
    /// How tightly an operator binds, as in R, and to which side it groups.
    private static let binding: [String: (power: Int, side: Side)] = [
        "?": (1, .left), "=": (2, .right), "<-": (3, .right), "<<-": (3, .right), "->": (4, .left), "->>": (4, .left),
        "~": (5, .left), "|": (6, .left), "||": (6, .left), "&": (7, .left), "&&": (7, .left),
        "==": (9, .none), "!=": (9, .none), "<": (9, .none), "<=": (9, .none), ">": (9, .none), ">=": (9, .none),
        "+": (10, .left), "-": (10, .left), "*": (11, .left), "/": (11, .left), "|>": (12, .left), ":": (13, .left),
        "^": (15, .right),
    ]
    private static let prefix: [String: Int] = ["?": 1, "~": 5, "!": 8, "-": 14, "+": 14]
    private enum Side { case left, right, none }

    mutating func expression() throws(Problem) -> Expression { try expression(above: 0) }

    /// An expression of operators that bind at least as tightly as `least`.
    mutating func expression(above least: Int) throws(Problem) -> Expression {
        level += 1
        defer { level -= 1 }
        guard level <= Self.depthLimit else { throw tooDeep(current.range) }
        var left = try operand()
        while case .sign(let sign) = current.kind {
            let known = sign.hasPrefix("%") ? (power: 12, side: Side.left) : Self.binding[sign]
            guard let (power, side) = known, power >= least else { return left }
            _ = advance()
            skipLines()
            let right = try expression(above: side == .right ? power : power + 1)
            left = try combine(sign, left, right)
            if side == .none, case .sign(let next) = current.kind, Self.binding[next]?.power == power {
                throw Problem(
                    "syntax", "comparisons cannot be chained", at: current.range.place,
                    mend: "join two comparisons with &")
            }
        }
        return left
    }

    private mutating func operand() throws(Problem) -> Expression {
        guard case .sign(let sign) = current.kind, let power = Self.prefix[sign] else { return try postfix() }
        let token = advance()
        skipLines()
        let operand = try expression(above: power)
        return try make(.unary(sign, operand), token.range.joined(operand.range), over: [operand])
    }

    private func combine(_ sign: String, _ left: Expression, _ right: Expression) throws(Problem) -> Expression {
        let range = left.range.joined(right.range)
        switch sign {
        case "<-", "=", "<<-": return try make(.assign(try target(left), right), range, over: [left, right])
        case "->", "->>": return try make(.assign(try target(right), left), range, over: [left, right])
        case "|>":
            guard case .call(let function, let arguments) = right.form else {
                throw Problem(
                    "syntax", "|> needs a call on its right", at: right.range.place, mend: "write it as x |> f()")
            }
            let first = Expression.Argument(name: nil, value: left, range: left.range)
            let children = [left, function] + arguments.compactMap(\.value)
            return try make(.call(function, [first] + arguments), range, over: children)
        default: return try make(.binary(sign, left, right), range, over: [left, right])
        }
    }

    /// What can be assigned to: a name, a text as a name, or a part of something.
    private func target(_ expression: Expression) throws(Problem) -> Expression {
        switch expression.form {
        case .name, .member, .index, .element: return expression
        case .string(let name): return Expression(form: .name(name), range: expression.range, depth: 1)
        default:
            throw Problem(
                "syntax", "this cannot be assigned to", at: expression.range.place,
                mend: "assign to a name, as in x <- 1")
        }
    }
}
