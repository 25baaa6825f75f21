/// R as far as the cases use it, computed on rows in the clear while it is read.
///
/// Written from R's definitions alone, so that it shares nothing with the program that is tested.
struct PlainR {
    let tables: [String: PlainTable]
    /// Whether missing values follow R's rules; else every analysis takes the values that are there.
    let missingAsInR: Bool
    private var words: [PlainToken] = []
    private var position = 0
    private var scope: PlainTable?

    struct Misunderstood: Error {
        let text: String
    }

    init(tables: [String: PlainTable], missingAsInR: Bool) {
        self.tables = tables
        self.missingAsInR = missingAsInR
    }

    /// The answer to an analysis such as `mean(subset(m, age > 60)$height, na.rm = TRUE)`.
    mutating func answer(_ text: String) throws -> PlainAnswer {
        (words, position, scope) = (PlainToken.words(of: text), 0, nil)
        guard case .name(let function)? = next() else { throw misunderstood }
        try take("(")
        let value = try disjunction()
        var probabilities = ["0", "0.25", "0.5", "0.75", "1"].compactMap { PlainNumber($0) }
        var removes = false
        while accepts(",") {
            guard case .name(let name)? = next() else { throw misunderstood }
            try take("=")
            switch (name, try disjunction()) {
            case ("probs", .numbers(let list)): probabilities = list.compactMap(\.self)
            case ("na.rm", .truths(let flags)): removes = flags == [true]
            default: throw misunderstood
            }
        }
        try take(")")
        guard position == words.count else { throw misunderstood }
        let statistics = PlainStatistics(isStrict: missingAsInR && !removes)
        guard let answer = statistics.answer(function, value, probabilities) else { throw misunderstood }
        return answer
    }

    // MARK: Words

    private var misunderstood: Misunderstood { Misunderstood(text: "\(words), at \(position)") }

    private mutating func next() -> PlainToken? {
        guard position < words.count else { return nil }
        position += 1
        return words[position - 1]
    }

    private mutating func accepts(_ sign: String) -> Bool {
        guard position < words.count, words[position] == .sign(sign) else { return false }
        position += 1
        return true
    }

    private mutating func accepts(oneOf signs: [String]) -> String? { signs.first { accepts($0) } }

    private mutating func take(_ sign: String) throws {
        guard accepts(sign) else { throw misunderstood }
    }

    // MARK: Operators, weakest first

    private mutating func disjunction() throws -> PlainValue {
        var value = try conjunction()
        while accepts("|") {
            value = try .truths(rows(truths(value), truths(try conjunction())) { PlainLogic.or($0, $1) })
        }
        return value
    }

    private mutating func conjunction() throws -> PlainValue {
        var value = try negation()
        while accepts("&") {
            value = try .truths(rows(truths(value), truths(try negation())) { PlainLogic.and($0, $1) })
        }
        return value
    }

    private mutating func negation() throws -> PlainValue {
        guard accepts("!") else { return try comparison() }
        return .truths(try truths(try negation()).map { $0.map { !$0 } })
    }

    private mutating func comparison() throws -> PlainValue {
        let left = try sum()
        guard let sign = accepts(oneOf: ["==", "!=", "<=", ">=", "<", ">"]) else { return left }
        let right = try sum()
        if case .labels(let own, _) = left {
            let others: [String?] =
                switch right {
                case .labels(let labels, _): labels
                case .text(let label): [label]
                case .numbers(let numbers): numbers.map { $0?.text }
                default: throw misunderstood
                }
            return .truths(rows(own, others) { a, b in PlainLogic.holds(sign, a, b) })
        }
        return .truths(rows(try numbers(left), try numbers(right)) { a, b in PlainLogic.holds(sign, a, b) })
    }

    private mutating func sum() throws -> PlainValue {
        var value = try product()
        while let sign = accepts(oneOf: ["+", "-"]) {
            value = .numbers(
                rows(try numbers(value), try numbers(try product())) { a, b in
                    guard let a, let b else { return nil }
                    return sign == "+" ? a + b : a - b
                })
        }
        return value
    }

    private mutating func product() throws -> PlainValue {
        var value = try sign()
        while let sign = accepts(oneOf: ["*", "/"]) {
            value = .numbers(
                rows(try numbers(value), try numbers(try self.sign())) { a, b in
                    guard let a, let b else { return nil }
                    return sign == "*" ? a * b : a / b
                })
        }
        return value
    }

    private mutating func sign() throws -> PlainValue {
        guard accepts("-") else { return try member() }
        return .numbers(try numbers(try sign()).map { $0.map { PlainNumber(0) - $0 } })
    }

    // MARK: Members and calls

    private mutating func member() throws -> PlainValue {
        var value = try operand()
        while true {
            if accepts("$") {
                guard case .table(let table) = value, case .name(let name)? = next(), let column = table.columns[name]
                else { throw misunderstood }
                value = column
            } else if accepts("[") {
                let condition = try truths(try disjunction())
                if case .table(let table) = value {
                    try take(",")
                    value = .table(table.selecting(condition))
                } else {
                    // A missing condition gives a missing value.
                    value = value.picking(
                        condition.indices.filter { condition[$0] != false }.map { condition[$0] == true ? $0 : nil })
                }
                try take("]")
            } else {
                return value
            }
        }
    }

    private mutating func operand() throws -> PlainValue {
        switch next() {
        case .number(let number): return .numbers([number])
        case .text(let text): return .text(text)
        case .name("TRUE"): return .truths([true])
        case .sign("("):
            let value = try disjunction()
            try take(")")
            return value
        case .name(let name):
            if accepts("(") { return try call(name) }
            if let column = scope?.columns[name] { return column }
            guard let table = tables[name] else { throw misunderstood }
            return .table(table)
        default: throw misunderstood
        }
    }

    private mutating func call(_ function: String) throws -> PlainValue {
        var value = try disjunction()
        switch function {
        case "c":
            while accepts(",") {
                guard let joined = value.joined(with: try disjunction()) else { throw misunderstood }
                value = joined
            }
        case "is.na":
            switch value {
            case .numbers(let values): value = .truths(values.map { $0 == nil })
            case .labels(let values, _): value = .truths(values.map { $0 == nil })
            case .truths(let values): value = .truths(values.map { $0 == nil })
            case .table, .text: throw misunderstood
            }
        case "subset":
            guard case .table(let table) = value else { throw misunderstood }
            try take(",")
            let outer = scope
            scope = table
            value = .table(table.selecting(try truths(try disjunction())))
            scope = outer
        default: throw misunderstood
        }
        try take(")")
        return value
    }

    // MARK: Rows

    private func truths(_ value: PlainValue) throws -> [Bool?] {
        guard case .truths(let truths) = value else { throw misunderstood }
        return truths
    }

    private func numbers(_ value: PlainValue) throws -> [PlainNumber?] {
        guard let numbers = value.asNumbers else { throw misunderstood }
        return numbers
    }

    /// Row by row; a single value goes beside every row.
    private func rows<A, B, C>(_ left: [A], _ right: [B], _ combine: (A, B) -> C) -> [C] {
        guard !left.isEmpty, !right.isEmpty else { return [] }
        return (0..<max(left.count, right.count)).map { combine(left[$0 % left.count], right[$0 % right.count]) }
    }
}

/// R's three-valued logic.
enum PlainLogic {
    static func and(_ a: Bool?, _ b: Bool?) -> Bool? {
        if a == false || b == false { return false }
        return a == nil || b == nil ? nil : true
    }

    static func or(_ a: Bool?, _ b: Bool?) -> Bool? {
        if a == true || b == true { return true }
        return a == nil || b == nil ? nil : false
    }

    static func holds<Value: Comparable>(_ sign: String, _ a: Value?, _ b: Value?) -> Bool? {
        guard let a, let b else { return nil }
        switch sign {
        case "==": return a == b
        case "!=": return a != b
        case "<": return a < b
        case "<=": return a <= b
        case ">": return a > b
        default: return a >= b
        }
    }
}
