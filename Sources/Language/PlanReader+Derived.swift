import Study
import Wire

/// Reads pooled tables, joint statistics and derived vectors of a plan.
extension PlanReader {
    func pooled(_ arguments: [Expression.Argument], _ expression: Expression) throws(Problem) -> TableExpression {
        var parts: [TablePart] = []
        for argument in arguments {
            guard let label = argument.name, let value = argument.value else {
                throw unexpected(expression, "labelled tables")
            }
            parts.append(TablePart(label: label, table: try table(value)))
        }
        return try expression.placing { () throws(Problem) in try TableExpression.pooling(parts) }
    }

    func joint(_ kind: JointStatistic.Kind, _ arguments: [Expression.Argument]) throws(Problem) -> JointStatistic {
        var reader = self
        if let data = arguments.first(where: { $0.name == "data" })?.value { reader.scope = try table(data) }
        var (vectors, factors): ([VectorExpression], [VectorExpression]) = ([], [])
        var options: [JointStatistic.Option] = []
        for argument in arguments {
            guard let value = argument.value else {
                throw Problem("bad-plan", "an argument is empty", at: argument.range.place)
            }
            switch argument.name {
            case nil: vectors.append(try reader.vector(value))
            case "data": break
            case "by":
                guard case .call(let callee, let inner) = value.form, callee.form == .name("list") else {
                    throw unexpected(value, "list(...) of factors")
                }
                factors = try reader.vectors(inner, value)
            case let name?:
                guard let name = JointStatistic.Option.Name(rawValue: name) else {
                    throw unexpected(value, "a setting of \(kind.rawValue)")
                }
                options.append(JointStatistic.Option(name, try setting(value)))
            }
        }
        return JointStatistic(kind, vectors, by: factors, options)
    }

    private func setting(_ expression: Expression) throws(Problem) -> JointStatistic.Option.Value {
        if case .string(let text) = expression.form { return .text(text) }
        if let number = number(expression) { return .number(number) }
        return .numbers(try numbers(expression))
    }

    func vectors(
        _ arguments: [Expression.Argument], _ expression: Expression
    ) throws(Problem) -> [VectorExpression] {
        var parts: [VectorExpression] = []
        for argument in arguments {
            guard argument.name == nil, let value = argument.value else { throw unexpected(expression, "a vector") }
            parts.append(try vector(value))
        }
        return parts
    }

    /// Whether a call makes a vector of other vectors.
    static func isDerivation(_ callee: Expression) -> Bool {
        guard case .name(let name) = callee.form else { return false }
        return ["ifelse", "cut", "factor", "interaction", "abs", "floor", "origin"].contains(name)
    }

    func derived(
        _ callee: Expression, _ arguments: [Expression.Argument], _ expression: Expression
    ) throws(Problem) -> VectorExpression {
        guard case .name(let function) = callee.form else { throw unexpected(callee, "a function") }
        if function == "origin" {
            let parts = try vectors(arguments, expression)
            return try expression.placing { () throws(Problem) in try VectorExpression.origin(parts).verified() }
        }
        var list = PlanArguments(arguments)
        let first = try list.first(function, expression)
        let result: VectorExpression
        switch function {
        case "ifelse":
            let (condition, second) = (try condition(first), try list.first(function, expression))
            result = .choice(condition, try vector(second), try vector(try list.first(function, expression)))
        case "cut": result = .cut(try vector(first), try intervals(&list, expression))
        case "factor": result = .factor(try vector(first), try levels(&list, expression))
        case "interaction": result = .interaction(try vector(first), try vector(try list.first(function, expression)))
        case "abs": result = .absolute(try vector(first))
        default: result = .floor(try vector(first))
        }
        try list.finish(function)
        return try expression.placing { () throws(Problem) in try result.verified() }
    }

    private func intervals(_ list: inout PlanArguments, _ expression: Expression) throws(Problem) -> Intervals {
        guard let points = try list.take("breaks"), let names = try list.take("labels") else {
            throw unexpected(expression, "breaks and labels")
        }
        let lowest = try list.take("include.lowest").map { (value) throws(Problem) in try truth(value) } ?? false
        let right = try list.take("right").map { (value) throws(Problem) in try truth(value) } ?? true
        var breaks: [ExactDecimal?] = []
        for value in try elements(points) {
            switch value.form {
            case .number("Inf"): breaks.append(nil)
            case .unary("-", let inner) where inner.form == .number("Inf"): breaks.append(nil)
            default:
                guard let point = number(value) else { throw unexpected(value, "a break point") }
                breaks.append(point)
            }
        }
        let intervals = Intervals(
            breaks: breaks, labels: try labels(names), closedRight: right, includesLowest: lowest)
        guard let intervals else { throw unexpected(points, "ascending breaks with a label for each interval") }
        return intervals
    }

    private func levels(_ list: inout PlanArguments, _ expression: Expression) throws(Problem) -> [FactorLevel] {
        guard let values = try list.take("levels") else { throw unexpected(expression, "levels") }
        let names = try list.take("labels").map { (names) throws(Problem) in try labels(names) }
        let found = try elements(values)
        guard names == nil || names?.count == found.count else {
            throw unexpected(expression, "a label for each level")
        }
        var levels: [FactorLevel] = []
        for (index, value) in found.enumerated() {
            let label = names?[index]
            if case .string(let text) = value.form {
                levels.append(FactorLevel(.label(text), label: label))
            } else if let number = number(value) {
                levels.append(FactorLevel(.number(number), label: label))
            } else {
                throw unexpected(value, "a level")
            }
        }
        return levels
    }

    private func labels(_ expression: Expression) throws(Problem) -> [String] {
        var texts: [String] = []
        for value in try elements(expression) {
            guard case .string(let text) = value.form else { throw unexpected(value, "a text") }
            texts.append(text)
        }
        return texts
    }

    private func elements(_ expression: Expression) throws(Problem) -> [Expression] {
        guard case .call(let callee, let arguments) = expression.form, callee.form == .name("c"),
            arguments.allSatisfy({ $0.name == nil })
        else { throw unexpected(expression, "c(...)") }
        return arguments.compactMap(\.value)
    }
}
