extension Expression {
    /// The text as R's `deparse` spaces it: `factor(am):factor(vs)`, `Surv(time, status)`, `x + y`.
    public var deparsed: String {
        switch form {
        case .number(let text): return text
        case .string(let text): return CanonicalText.quote(text)
        case .logical(let value): return value ? "TRUE" : "FALSE"
        case .notAvailable: return "NA"
        case .null: return "NULL"
        case .name(let name): return CanonicalText.name(name)
        case .call(let callee, let arguments): return callee.deparsed + "(" + Self.list(arguments) + ")"
        case .index(let inner, let arguments): return inner.deparsed + "[" + Self.list(arguments) + "]"
        case .element(let inner, let arguments): return inner.deparsed + "[[" + Self.list(arguments) + "]]"
        case .member(let inner, let name): return inner.deparsed + "$" + CanonicalText.name(name)
        case .unary(let sign, let inner): return sign + inner.deparsed
        case .binary(let sign, let left, let right):
            let tight = [":", "^", "$"].contains(sign)
            return left.deparsed + (tight ? sign : " \(sign) ") + right.deparsed
        case .group(let inner): return "(" + inner.deparsed + ")"
        case .assign(let target, let value): return target.deparsed + " <- " + value.deparsed
        case .block, .conditional, .forEach, .loop, .function, .leave, .proceed: return range.excerpt
        }
    }

    private static func list(_ arguments: [Argument]) -> String {
        arguments.map { argument in
            let value = argument.value?.deparsed ?? ""
            return argument.name.map { "\(CanonicalText.name($0)) = \(value)" } ?? value
        }.joined(separator: ", ")
    }
}
