import Language
import Wire

extension CleartextEngine {
    /// The values of a condition, in R's three-valued logic.
    func truths(_ condition: LogicalExpression) throws(Problem) -> [Bool?] {
        switch condition {
        case .not(let inner): return try truths(inner).map { $0.map { !$0 } }
        case .isNA(let vector): return try cells(vector).map { $0 == nil }
        case .vector(let vector): return try cells(vector).map { $0.map { $0 == 1 } }
        case .and(let left, let right):
            return zip(try truths(left), try truths(right)).map { a, b in
                a == false || b == false ? false : a == nil || b == nil ? nil : true
            }
        case .or(let left, let right):
            return zip(try truths(left), try truths(right)).map { a, b in
                a == true || b == true ? true : a == nil || b == nil ? nil : false
            }
        case .compare(let operation, let vector, let comparand): return try compare(operation, vector, comparand)
        }
    }

    /// A comparison of each value with a label, a public number, or the value beside it.
    func compare(
        _ operation: ComparisonOperator, _ vector: VectorExpression, _ comparand: Comparand
    ) throws(Problem) -> [Bool?] {
        let (type, cells) = (try vector.type(), try cells(vector))
        switch comparand {
        case .label(let label):
            let index = type.levels?.firstIndex(of: label).map { Int128($0) }
            return cells.map { $0.map { ($0 == index) == (operation == .equal) } }
        case .number(let number):
            let decimals = type.number?.decimals ?? 0
            return cells.map {
                $0.map { cell in
                    // Both at the scale of both.
                    let left = Self.shift(cell, number.decimals - decimals)
                    return operation.holds(left, Self.shift(number.significand, decimals - number.decimals))
                }
            }
        case .vector(let other):
            let (otherType, others) = (try other.type(), try self.cells(other))
            if let own = type.levels, let more = otherType.levels {
                return zip(cells, others).map { a, b in
                    a.flatMap { a in b.map { (own[Int(a)] == more[Int($0)]) == (operation == .equal) } }
                }
            }
            let (a, b) = (type.number?.decimals ?? 0, otherType.number?.decimals ?? 0)
            return zip(cells, others).map { left, right in
                left.flatMap { left in
                    right.map { operation.holds(Self.shift(left, b - a), Self.shift($0, a - b)) }
                }
            }
        }
    }
}

extension ComparisonOperator {
    /// Whether `left op right` holds.
    fileprivate func holds(_ left: Int128, _ right: Int128) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
