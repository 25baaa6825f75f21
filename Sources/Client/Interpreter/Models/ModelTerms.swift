import Language
import Wire

/// The right side of a formula, taken apart: `x + factor(g) + x:g + strata(s) + offset(o)`.
struct ModelTerms {
    /// The terms in R's order: single variables first, then pairs, and so on. Each is a product of variables.
    private(set) var terms: [[Expression]] = []
    /// What stands in `strata(...)`.
    private(set) var strata: [Expression] = []
    /// What stands in `offset(...)`.
    private(set) var offsets: [Expression] = []

    init(_ right: Expression) throws(Problem) {
        for term in try expand(right) {
            guard !terms.contains(where: { Self.label($0) == Self.label(term) }) else { continue }
            terms.append(term)
        }
        let ordered = terms.enumerated().sorted {
            ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
        }
        terms = ordered.map(\.element)
    }

    /// R's name of a term.
    static func label(_ term: [Expression]) -> String { term.map(\.deparsed).joined(separator: ":") }

    private mutating func expand(_ expression: Expression) throws(Problem) -> [[Expression]] {
        switch expression.form {
        case .group(let inner): return try expand(inner)
        case .number("1"): return []
        case .number("0"), .unary("-", _), .binary("-", _, _):
            throw Problem(
                "unsupported-formula", "terms cannot be taken out of a formula here, nor its intercept",
                at: expression.range.place, mend: "write the terms that are wanted, joined by +")
        case .binary("+", let left, let right): return try expand(left) + expand(right)
        case .binary(":", let left, let right): return Self.products(try expand(left), try expand(right))
        case .binary("*", let left, let right):
            let (a, b) = (try expand(left), try expand(right))
            return a + b + Self.products(a, b)
        case .call(let callee, let arguments) where callee.form == .name("strata"):
            strata += arguments.compactMap(\.value)
            return []
        case .call(let callee, let arguments) where callee.form == .name("offset"):
            offsets += arguments.compactMap(\.value)
            return []
        default: return [[expression]]
        }
    }

    private static func products(_ left: [[Expression]], _ right: [[Expression]]) -> [[Expression]] {
        left.flatMap { a in
            right.map { b in
                a + b.filter { piece in !a.contains { $0.deparsed == piece.deparsed } }
            }
        }
    }
}
