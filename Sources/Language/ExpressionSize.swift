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

    mutating func add(_ part: ExpressionPart, depth: Int) -> Bool {
        parts += 1
        guard parts <= Self.partLimit, depth <= Self.depthLimit else { return false }
        let inner =
            switch part {
            case .table(let table): table.parts
            case .vector(let vector): vector.parts
            case .condition(let condition): condition.parts
            }
        for part in inner {
            guard add(part, depth: depth + 1) else { return false }
        }
        return true
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
        guard size.add(.table(self), depth: 1) else { throw ExpressionSize.problem }
    }
}

extension VectorExpression {
    func checkSize() throws(Problem) {
        var size = ExpressionSize()
        guard size.add(.vector(self), depth: 1) else { throw ExpressionSize.problem }
    }
}

extension LogicalExpression {
    func checkSize() throws(Problem) {
        var size = ExpressionSize()
        guard size.add(.condition(self), depth: 1) else { throw ExpressionSize.problem }
    }
}
