import Study
import Wire

/// Counts the parts of a private expression and stops at a limit, so that doubling an expression again and again is an
/// error and not a trap.
struct ExpressionSize {
    /// The most parts.
    static let partLimit = 4_096
    /// The deepest nesting.
    static let depthLimit = 64

    private var parts = 0

    mutating func add(_ table: TableExpression, depth: Int) -> Bool {
        guard enter(depth) else { return false }
        guard case .subset(let base, let condition) = table else { return true }
        return add(base, depth: depth + 1) && add(condition, depth: depth + 1)
    }

    mutating func add(_ vector: VectorExpression, depth: Int) -> Bool {
        guard enter(depth) else { return false }
        switch vector {
        case .constant: return true
        case .column(let table, _): return add(table, depth: depth + 1)
        case .combine(let list):
            for part in list {
                guard add(part, depth: depth + 1) else { return false }
            }
            return true
        case .arithmetic(_, let left, let right): return add(left, depth: depth + 1) && add(right, depth: depth + 1)
        case .logical(let condition): return add(condition, depth: depth + 1)
        case .subset(let inner, let condition): return add(inner, depth: depth + 1) && add(condition, depth: depth + 1)
        }
    }

    mutating func add(_ condition: LogicalExpression, depth: Int) -> Bool {
        guard enter(depth) else { return false }
        switch condition {
        case .and(let left, let right), .or(let left, let right):
            return add(left, depth: depth + 1) && add(right, depth: depth + 1)
        case .not(let inner): return add(inner, depth: depth + 1)
        case .isNA(let vector), .vector(let vector): return add(vector, depth: depth + 1)
        case .compare(_, let vector, let comparand):
            guard add(vector, depth: depth + 1) else { return false }
            guard case .vector(let other) = comparand else { return true }
            return add(other, depth: depth + 1)
        }
    }

    private mutating func enter(_ depth: Int) -> Bool {
        parts += 1
        return parts <= Self.partLimit && depth <= Self.depthLimit
    }

    static var problem: Problem {
        Problem(
            "plan-too-large",
            "the private expression has more than \(partLimit) parts or is nested more than \(depthLimit) deep",
            mend: "ask in smaller queries")
    }
}

extension TableExpression {
    func checkSize() throws(Problem) {
        var size = ExpressionSize()
        guard size.add(self, depth: 1) else { throw ExpressionSize.problem }
    }
}

extension VectorExpression {
    func checkSize() throws(Problem) {
        var size = ExpressionSize()
        guard size.add(self, depth: 1) else { throw ExpressionSize.problem }
    }
}

extension LogicalExpression {
    func checkSize() throws(Problem) {
        var size = ExpressionSize()
        guard size.add(self, depth: 1) else { throw ExpressionSize.problem }
    }
}
