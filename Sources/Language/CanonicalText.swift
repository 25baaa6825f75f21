import Study

/// The one spelling of private expressions. Parentheses only where the grammar needs them.
enum CanonicalText {
    static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A name as the language reads it; in backquotes where it is no plain name.
    static func name(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        let plainStart = scalars.first.map { $0 == "." || $0.properties.isAlphabetic } ?? false
        let plain =
            plainStart
            && scalars.allSatisfy {
                $0 == "." || $0 == "_" || ("0"..."9").contains($0) || $0.properties.isAlphabetic
            }
        let digitAfterDot = scalars.count > 1 && scalars[0] == "." && ("0"..."9").contains(scalars[1])
        if plain, !digitAfterDot, Token.Word(rawValue: name) == nil { return name }
        return "`" + quote(name).dropFirst().dropLast().replacing("`", with: "\\`") + "`"
    }
}

extension TableExpression {
    /// The canonical text.
    public var text: String {
        switch self {
        case .load(let study, let table): "load(\(CanonicalText.quote(study)), \(CanonicalText.quote(table)))"
        case .subset(let base, let condition): "subset(\(base.text), \(condition.text(within: base)))"
        }
    }
}

extension VectorExpression {
    /// The canonical text.
    public var text: String { text(within: nil) }

    /// The canonical text, columns of `scope` by their bare names.
    func text(within scope: TableExpression?) -> String {
        switch self {
        case .constant(let number): return number.description
        case .column(let table, let column):
            let name = CanonicalText.name(column.name)
            return table == scope ? name : table.text + "$" + name
        case .combine(let parts): return "c(" + parts.map { $0.text(within: scope) }.joined(separator: ", ") + ")"
        case .logical(let condition): return condition.text(within: scope)
        case .subset(let vector, let condition):
            let inner = vector.text(within: scope)
            return (vector.strength == 4 ? inner : "(\(inner))") + "[\(condition.text(within: scope))]"
        case .arithmetic(let operation, let left, let right):
            let first = left.text(within: scope)
            let second = right.text(within: scope)
            let leftText = left.strength >= strength ? first : "(\(first))"
            return leftText + " \(operation.rawValue) " + (right.strength > strength ? second : "(\(second))")
        }
    }

    /// 4 for what needs no parentheses anywhere, 3 for products, 2 for sums, 0 for conditions.
    var strength: Int {
        switch self {
        case .column, .combine, .subset: 4
        case .constant(let number): number.significand < 0 ? 3 : 4
        case .arithmetic(.multiply, _, _): 3
        case .arithmetic: 2
        case .logical(let condition): condition.strength == 4 ? 4 : 0
        }
    }
}

extension LogicalExpression {
    /// The canonical text.
    public var text: String { text(within: nil) }

    func text(within scope: TableExpression?) -> String {
        switch self {
        case .vector(let vector): return vector.text(within: scope)
        case .isNA(let vector): return "is.na(\(vector.text(within: scope)))"
        case .not(let condition): return "!" + condition.grouped(within: scope, above: 3)
        case .and(let left, let right):
            return left.grouped(within: scope, above: 1) + " & " + right.grouped(within: scope, above: 2)
        case .or(let left, let right):
            return left.grouped(within: scope, above: 0) + " | " + right.grouped(within: scope, above: 1)
        case .compare(let operation, let vector, let comparand):
            let other: String
            switch comparand {
            case .number(let number): other = number.description
            case .label(let label): other = CanonicalText.quote(label)
            case .vector(let vector): other = vector.operandText(within: scope)
            }
            return vector.operandText(within: scope) + " \(operation.rawValue) " + other
        }
    }

    private func grouped(within scope: TableExpression?, above least: Int) -> String {
        let inner = text(within: scope)
        return strength > least ? inner : "(\(inner))"
    }

    /// 4 for what needs no parentheses, 3 for comparisons and negations, 2 for `&`, 1 for `|`.
    var strength: Int {
        switch self {
        case .isNA: 4
        case .vector(let vector): vector.strength
        case .compare, .not: 3
        case .and: 2
        case .or: 1
        }
    }
}

extension VectorExpression {
    fileprivate func operandText(within scope: TableExpression?) -> String {
        let inner = text(within: scope)
        return strength >= 2 ? inner : "(\(inner))"
    }
}

extension String {
    /// At most 60 characters, for errors.
    var shortened: String { count > 60 ? prefix(57) + "..." : self }
}
