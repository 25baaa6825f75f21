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
        case .rbind(let parts):
            "rbind(" + parts.map { CanonicalText.quote($0.label) + " = " + $0.table.text }.joined(separator: ", ") + ")"
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
        case .choice(let condition, let first, let second):
            return
                "ifelse(\(condition.text(within: scope)), \(first.text(within: scope)), \(second.text(within: scope)))"
        case .label(let label): return CanonicalText.quote(label)
        case .cut(let vector, let intervals): return "cut(\(vector.text(within: scope)), \(intervals.text))"
        case .factor(let vector, let levels): return "factor(\(vector.text(within: scope)), \(levels.text))"
        case .interaction(let left, let right):
            return "interaction(\(left.text(within: scope)), \(right.text(within: scope)))"
        case .absolute(let vector): return "abs(\(vector.text(within: scope)))"
        case .floor(let vector): return "floor(\(vector.text(within: scope)))"
        case .site(let table): return table == scope ? "site" : table.text + "$site"
        case .origin(let parts):
            return "origin(" + parts.map { $0.text(within: scope) }.joined(separator: ", ") + ")"
        }
    }

    /// 4 for what needs no parentheses anywhere, 3 for products, 2 for sums, 0 for conditions.
    var strength: Int {
        switch self {
        case .column, .combine, .subset, .choice, .label, .cut, .factor, .interaction, .absolute, .floor, .site,
            .origin:
            4
        case .constant(let number): number.significand < 0 ? 3 : 4
        case .arithmetic(.multiply, _, _): 3
        case .arithmetic: 2
        case .logical(let condition): condition.strength == 4 ? 4 : 0
        }
    }
}

extension Intervals {
    /// The arguments of `cut` behind the first.
    var text: String {
        let points = breaks.enumerated().map { index, point in point?.description ?? (index == 0 ? "-Inf" : "Inf") }
        let names = labels.map { CanonicalText.quote($0) }
        return "breaks = c(\(points.joined(separator: ", "))), labels = c(\(names.joined(separator: ", ")))"
            + (includesLowest ? ", include.lowest = TRUE" : "") + (closedRight ? "" : ", right = FALSE")
    }
}

extension [FactorLevel] {
    /// The arguments of `factor` behind the first.
    var text: String {
        let values = map { level in
            if case .label(let label) = level.value { return CanonicalText.quote(label) }
            return level.value.text
        }
        let names = map { CanonicalText.quote($0.label) }
        let renamed = contains { $0.label != $0.value.text }
        return "levels = c(\(values.joined(separator: ", ")))"
            + (renamed ? ", labels = c(\(names.joined(separator: ", ")))" : "")
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
