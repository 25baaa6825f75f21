import Language

/// A function of a column that cannot be computed on shares, so that the owner brings it as a column: `log(age)`.
struct TranscendentalCall: Hashable, Comparable {
    /// `log`, `sqrt` or `exp`.
    let function: String
    /// The column.
    let column: String

    /// The name under which the codebook has it; the language looks there for `log(age)`.
    var name: String { "\(function)(\(column))" }

    static func < (left: TranscendentalCall, right: TranscendentalCall) -> Bool { left.name < right.name }

    /// The calls of such functions with one of these columns in the expressions of cases: R's call, and the texts among the
    /// arguments.
    static func all(in cases: [TruthFile.Case], columns: Set<String>) -> [TranscendentalCall] {
        var found: Set<TranscendentalCall> = []
        for question in cases {
            for text in [question.call] + texts(question.arguments) {
                guard RowFunction.transcendental.contains(where: { text.contains($0 + "(") }),
                    let expressions = try? Parser.parse(text)
                else { continue }
                for expression in expressions { collect(expression, &found) }
            }
        }
        return found.filter { columns.contains($0.column) }.sorted()
    }

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .text(let text): [text]
        case .list(let elements): elements.flatMap(texts)
        case .object(let members): members.flatMap { texts($0.value) }
        default: []
        }
    }

    private static func collect(_ expression: Expression, _ found: inout Set<TranscendentalCall>) {
        if case .call(let callee, let arguments) = expression.form, case .name(let function) = callee.form,
            RowFunction.transcendental.contains(function), arguments.count == 1, let argument = arguments[0].value
        {
            switch argument.form {
            case .name(let column), .member(_, let column):
                found.insert(TranscendentalCall(function: function, column: column))
            default: break
            }
        }
        for child in expression.children { collect(child, &found) }
    }
}

extension Expression {
    /// The expressions that lie directly in this one.
    var children: [Expression] {
        switch form {
        case .number, .string, .logical, .notAvailable, .null, .name, .leave, .proceed: []
        case .call(let head, let arguments), .index(let head, let arguments), .element(let head, let arguments):
            [head] + arguments.compactMap(\.value)
        case .member(let head, _): [head]
        case .unary(_, let inner), .group(let inner): [inner]
        case .binary(_, let left, let right), .assign(let left, let right): [left, right]
        case .block(let list): list
        case .conditional(let condition, let then, let otherwise): [condition, then] + (otherwise.map { [$0] } ?? [])
        case .forEach(_, let values, let body): [values, body]
        case .loop(let condition, let body): [condition, body]
        case .function(let parameters, let body): parameters.compactMap(\.standard) + [body]
        }
    }
}
