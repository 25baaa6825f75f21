import Language
import Wire

extension LogicalExpression {
    /// That none of several vectors is missing; nil where none can be.
    static func present(_ vectors: [VectorExpression]) throws(Problem) -> LogicalExpression? {
        var result: LogicalExpression?
        for vector in vectors where try vector.type().mayBeMissing {
            let present = try vector.isMissing().negated()
            result = try result.map { (earlier) throws(Problem) in try .both(earlier, present) } ?? present
        }
        return result
    }
}

extension VectorExpression {
    /// The rows in which it is not missing.
    func present() throws(Problem) -> VectorExpression {
        try LogicalExpression.present([self]).map { (condition) throws(Problem) in try selecting(condition) } ?? self
    }

    /// The rows where a condition is true; those where it is missing are left out.
    func leaving(_ condition: LogicalExpression) throws(Problem) -> VectorExpression {
        guard try condition.checked() else { return try selecting(condition) }
        let present = try VectorExpression.logical(condition).isMissing().negated()
        return try selecting(try .both(present, condition))
    }
}
