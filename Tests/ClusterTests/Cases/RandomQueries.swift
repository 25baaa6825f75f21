import TestSupport

/// Makes up queries on the sample tables: well-typed, and small enough that nothing leaves the exact range.
struct RandomQueries {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// The next query.
    mutating func next() -> String {
        let source = table()
        let remove = isLucky(2) ? ", na.rm = TRUE" : ""
        switch number(12) {
        case 0: return "nrow(\(table()))"
        case 1: return "length(\(isLucky(2) ? numbers(source) : labels(source)))"
        case 2: return "freq(\(labels(source)))"
        case 3: return "freq(\(condition(source, depth: 2)))"
        case 4: return "freq(\(plain(source)))"
        case 5: return "quantile(\(numbers(source)), probs = c(\(probability()), \(probability()))\(remove))"
        default:
            return "\(one(of: ["sum", "mean", "median", "min", "max", "var", "sd"]))(\(numbers(source))\(remove))"
        }
    }

    // MARK: Choices

    private mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    private mutating func isLucky(_ count: Int) -> Bool { number(count) == 0 }
    private mutating func one(of texts: [String]) -> String { texts[number(texts.count)] }
    private mutating func probability() -> String { one(of: ["0", "1", "0.5", "0.25", "0.9", "0.333", "0.01"]) }

    private static let columns = ["age", "height", "change", "visits", "score", "always"]
    private static let constants = [
        "0", "7", "5", "12", "60", "65.0", "130", "-1", "2.5", "1.255", "150", "-0.01", "300",
    ]

    // MARK: Expressions

    private mutating func table(depth: Int = 2) -> String {
        guard depth > 0, isLucky(2) else { return one(of: ["m", "r"]) }
        return "subset(\(table(depth: depth - 1)), \(condition(nil, depth: 1)))"
    }

    /// A column of a table, or inside `subset` its name alone.
    private func column(_ name: String, _ source: String?) -> String { source.map { "\($0)$\(name)" } ?? name }

    private mutating func column(_ source: String?) -> String { column(one(of: Self.columns), source) }

    private mutating func factor(_ source: String?) -> String {
        column(one(of: ["sex", "site", "grade", "status"]), source)
    }

    /// Numbers without arithmetic.
    private mutating func plain(_ source: String) -> String {
        switch number(4) {
        case 0: "\(column(source))[\(condition(source, depth: 1))]"
        case 1: "c(\(column(source)), \(column(table())))"
        default: column(source)
        }
    }

    private mutating func numbers(_ source: String) -> String {
        switch number(5) {
        case 0: return plain(source)
        case 1: return "(\(arithmetic(source)))[\(condition(source, depth: 1))]"
        case 2: return "c(\(arithmetic(source)), \(plain(table())))"
        case 3:
            let other = table()
            let selector = "c(\(column(source)), \(column(other))) \(comparison()) \(one(of: Self.constants))"
            return "c(\(column(source)), \(column(other)))[\(selector)]"
        default: return arithmetic(source)
        }
    }

    /// At most one product of two columns.
    private mutating func arithmetic(_ source: String?) -> String {
        switch number(7) {
        case 0: "\(column(source)) + \(column(source))"
        case 1: "\(column(source)) - \(column(source))"
        case 2: "\(column(source)) * \(column(source))"
        case 3: "\(one(of: Self.constants)) - \(column(source)) * \(one(of: ["2", "-1", "0.5"]))"
        case 4: "(\(column(source)) + \(one(of: Self.constants))) / \(one(of: ["2", "4", "10", "0.5"]))"
        case 5: "(\(condition(source, depth: 0))) * \(column(source))"
        default: column(source)
        }
    }

    private mutating func labels(_ source: String) -> String {
        switch number(4) {
        case 0: "\(factor(source))[\(condition(source, depth: 1))]"
        case 1: "c(\(factor(source)), \(factor(table())))"
        default: factor(source)
        }
    }

    private mutating func comparison() -> String { one(of: ["==", "!=", "<", "<=", ">", ">="]) }

    private mutating func condition(_ source: String?, depth: Int) -> String {
        guard depth > 0, isLucky(2) else { return simple(source) }
        switch number(3) {
        case 0: return "!(\(condition(source, depth: depth - 1)))"
        case 1: return "(\(condition(source, depth: depth - 1))) & (\(condition(source, depth: depth - 1)))"
        default: return "(\(condition(source, depth: depth - 1))) | (\(condition(source, depth: depth - 1)))"
        }
    }

    private mutating func simple(_ source: String?) -> String {
        switch number(8) {
        case 0: "\(factor(source)) \(one(of: ["==", "!="])) \(one(of: ["\"male\"", "\"a\"", "\"9\"", "1", "2"]))"
        case 1: "\(factor(source)) \(one(of: ["==", "!="])) \(factor(source))"
        case 2: "is.na(\(isLucky(2) ? factor(source) : column(source)))"
        case 3: "\(column(source)) \(comparison()) \(column(source))"
        case 4: "\(column(source)) + \(column(source)) \(comparison()) \(one(of: Self.constants))"
        default: "\(column(source)) \(comparison()) \(one(of: Self.constants))"
        }
    }
}
