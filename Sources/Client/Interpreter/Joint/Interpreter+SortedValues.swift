import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// All values of a private vector in ascending order.
    func sortedValues(of vector: VectorExpression, at place: Expression) throws(Problem) -> [Double] {
        let released = try release(JointStatistic(.values, [vector]), at: place)
        guard let bounds = try vector.type().number else { return [] }
        return released.values.map { bounds.double(Int128($0) + bounds.minimum) }
    }
}

extension DecimalType {
    /// A scaled integer as the nearest double.
    func double(_ scaled: Int128) -> Double {
        ExactRational(scaled, decimals: decimals)?.double ?? Double(scaled)
    }
}
