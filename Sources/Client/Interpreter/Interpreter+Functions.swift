import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// A function of a private number: exact ones are computed; of others the codebook holds a column that the owners
    /// derived, named as the call.
    func function(
        _ name: String, of vector: VectorExpression, _ bound: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> Value {
        switch name {
        case "abs": return .vector(try VectorExpression.absolute(vector).verified())
        case "floor": return .vector(try VectorExpression.floor(vector).verified())
        case "ceiling":
            let minus = ExactDecimal(-1)
            let negative = try VectorExpression.operation(.multiply, vector, .constant(minus))
            let floor = try VectorExpression.floor(negative).verified()
            return .vector(try .operation(.multiply, floor, .constant(minus)))
        default: break
        }
        if case .column(let table, let column) = vector {
            let derived = "\(name)(\(column.name))"
            if study.codebook.column(named: derived) != nil {
                return .vector(try table.column(named: derived, in: study.codebook))
            }
        }
        throw Problem(
            "not-derived",
            "\(name) of a private number is not exact, so the owners derive it: there is no column \(name)(\(bound.place.columnName ?? "x"))",
            at: bound.place.range.place,
            mend:
                "ask for a derived column of that name in the codebook, or apply \(name) to a result, as in \(name)(mean(x))"
        )
    }
}
