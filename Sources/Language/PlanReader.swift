import Study
import Wire

/// Reads the syntax tree of a plan into a typed analysis. Knows no variables: only tables, columns and constants.
struct PlanReader {
    let study: Study
    /// The table whose columns may be named alone, inside `subset`.
    var scope: TableExpression?

    func analysis(_ expression: Expression) throws(Problem) -> Analysis {
        guard case .call(let callee, let arguments) = expression.form, case .name(let function) = callee.form else {
            throw unexpected(expression, "an analysis")
        }
        if let kind = JointStatistic.Kind(rawValue: function) { return .joint(try joint(kind, arguments)) }
        var list = PlanArguments(arguments)
        if function == "nrow" {
            let source = try table(try list.first(function, expression))
            try list.finish(function)
            return .rows(source)
        }
        let subject = try vector(try list.first(function, expression))
        let remove = try list.take("na.rm").map { (value) throws(Problem) in try truth(value) } ?? false
        let result: Analysis
        switch function {
        case "length": result = .length(subject)
        case "freq": result = .frequency(subject)
        case "sum": result = .sum(subject, naRemove: remove)
        case "mean": result = .mean(subject, naRemove: remove)
        case "min": result = .minimum(subject, naRemove: remove)
        case "max": result = .maximum(subject, naRemove: remove)
        case "median": result = .median(subject, naRemove: remove)
        case "var": result = .variance(subject, naRemove: remove)
        case "sd": result = .standardDeviation(subject, naRemove: remove)
        case "quantile":
            guard let list = try list.take("probs") else { throw unexpected(expression, "probs") }
            result = .quantile(subject, probabilities: try numbers(list), naRemove: remove)
        default: throw unexpected(callee, "an analysis")
        }
        try list.finish(function)
        return result
    }

    func table(_ expression: Expression) throws(Problem) -> TableExpression {
        guard case .call(let callee, let arguments) = expression.form, case .name(let function) = callee.form else {
            throw unexpected(expression, "a table")
        }
        if function == "rbind" { return try pooled(arguments, expression) }
        var list = PlanArguments(arguments)
        let first = try list.first(function, expression)
        let second = try list.first(function, expression)
        try list.finish(function)
        switch (function, first.form, second.form) {
        case ("load", .string(let name), .string(let tableName)):
            return try expression.placing { () throws(Problem) in
                try TableExpression.load(table: tableName, ofStudy: name, in: study)
            }
        case ("subset", _, _):
            let base = try table(first)
            let condition = try PlanReader(study: study, scope: base).condition(second)
            return try expression.placing { () throws(Problem) in try base.selecting(condition) }
        default: throw unexpected(expression, "a table")
        }
    }

    func vector(_ expression: Expression) throws(Problem) -> VectorExpression {
        switch expression.form {
        case .group(let inner): return try vector(inner)
        case .number, .unary("-", _):
            guard let number = number(expression) else { return .logical(try condition(expression)) }
            return .constant(number)
        case .name(let name):
            guard let scope else { throw unexpected(expression, "a column of a table") }
            return try expression.placing { () throws(Problem) in try scope.column(named: name, in: study.codebook) }
        case .member(let source, let name):
            let source = try table(source)
            return try expression.placing { () throws(Problem) in try source.column(named: name, in: study.codebook) }
        case .call(let callee, let arguments) where callee.form == .name("c"):
            let parts = try vectors(arguments, expression)
            return try expression.placing { () throws(Problem) in try VectorExpression.combining(parts) }
        case .call(let callee, let arguments) where Self.isDerivation(callee):
            return try derived(callee, arguments, expression)
        case .string(let label): return .label(label)
        case .index(let inner, let arguments):
            guard arguments.count == 1, arguments[0].name == nil, let index = arguments[0].value else {
                throw unexpected(expression, "one condition in [ ]")
            }
            let (source, selector) = (try vector(inner), try condition(index))
            return try expression.placing { () throws(Problem) in try source.selecting(selector) }
        case .binary(let sign, let left, let right):
            guard let operation = ArithmeticOperator(rawValue: sign) else {
                return .logical(try condition(expression))
            }
            let (first, second) = (try vector(left), try vector(right))
            return try expression.placing { () throws(Problem) in
                try VectorExpression.operation(operation, first, second)
            }
        default: return .logical(try condition(expression))
        }
    }

    func condition(_ expression: Expression) throws(Problem) -> LogicalExpression {
        switch expression.form {
        case .group(let inner): return try condition(inner)
        case .unary("!", let inner): return try condition(inner).negated()
        case .binary("&", let left, let right):
            let (first, second) = (try condition(left), try condition(right))
            return try expression.placing { () throws(Problem) in try LogicalExpression.both(first, second) }
        case .binary("|", let left, let right):
            let (first, second) = (try condition(left), try condition(right))
            return try expression.placing { () throws(Problem) in try LogicalExpression.either(first, second) }
        case .binary(let sign, let left, let right):
            guard let operation = ComparisonOperator(rawValue: sign) else {
                throw unexpected(expression, "a condition")
            }
            let subject = try vector(left)
            let comparand = try comparand(right)
            return try expression.placing { () throws(Problem) in try subject.comparing(operation, comparand) }
        case .call(let callee, let arguments) where callee.form == .name("is.na"):
            var list = PlanArguments(arguments)
            let subject = try vector(try list.first("is.na", expression))
            try list.finish("is.na")
            return try expression.placing { () throws(Problem) in try subject.isMissing() }
        case .name, .member, .call, .index:
            let subject = try vector(expression, onlyVectors: true)
            return try expression.placing { () throws(Problem) in try subject.condition() }
        default: throw unexpected(expression, "a condition")
        }
    }

    /// A vector that is no condition by its form, so that the two readers do not call each other for ever.
    private func vector(_ expression: Expression, onlyVectors: Bool) throws(Problem) -> VectorExpression {
        if case .call(let callee, _) = expression.form, callee.form != .name("c"), !Self.isDerivation(callee) {
            throw unexpected(expression, "a column or a condition")
        }
        return try vector(expression)
    }

    private func comparand(_ expression: Expression) throws(Problem) -> Comparand {
        if case .string(let label) = expression.form { return .label(label) }
        if let number = number(expression) { return .number(number) }
        return .vector(try vector(expression))
    }

    func number(_ expression: Expression) -> ExactDecimal? {
        switch expression.form {
        case .group(let inner): number(inner)
        case .number(let text): ExactDecimal(text)
        case .unary("-", let inner): number(inner)?.negated
        default: nil
        }
    }

    func numbers(_ expression: Expression) throws(Problem) -> [ExactDecimal] {
        guard case .call(let callee, let arguments) = expression.form, callee.form == .name("c") else {
            throw unexpected(expression, "c(...) of numbers")
        }
        var result: [ExactDecimal] = []
        for argument in arguments {
            guard argument.name == nil, let value = argument.value, let number = number(value) else {
                throw unexpected(expression, "c(...) of numbers")
            }
            result.append(number)
        }
        return result
    }

    func truth(_ expression: Expression) throws(Problem) -> Bool {
        guard case .logical(let value) = expression.form else { throw unexpected(expression, "TRUE or FALSE") }
        return value
    }

    func unexpected(_ expression: Expression, _ wanted: String) -> Problem {
        Problem(
            "bad-plan", "a plan needs \(wanted) here", at: expression.range.place,
            mend: "plans are made by the console from what is typed")
    }
}
