import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// How many values of the rows that count are missing.
    func missingCount(of vector: VectorExpression, at place: Expression) throws(Problem) -> Int {
        guard try vector.type().mayBeMissing else { return 0 }
        let missing = VectorExpression.logical(try vector.isMissing())
        guard case .numbers(let count) = try analyse(.sum(missing, naRemove: true), at: place),
            let number = count.values[0].double
        else { throw Self.malformed }
        return Int(number)
    }

    /// One number of a private vector. Where its sums leave the exact range they are computed in limbs; the mean of no
    /// values is `NaN`, as in R.
    func summarise(
        _ analysis: Analysis, of vector: VectorExpression, at place: Expression
    ) throws(Problem) -> Value {
        let value: Value
        do {
            value = try analyse(analysis, at: place)
        } catch let problem where problem.code == "out-of-range" {
            return try summariseInLimbs(analysis, of: vector, problem, at: place)
        }
        if case .mean = analysis, case .numbers(let numbers) = value, numbers.values == [.notAvailable(.tooFewValues)] {
            return .numbers(Numbers([.approximate(.nan)], form: .released))
        }
        return value
    }

    private func summariseInLimbs(
        _ analysis: Analysis, of vector: VectorExpression, _ problem: Problem, at place: Expression
    ) throws(Problem) -> Value {
        let order: Int
        switch analysis {
        case .sum, .mean: order = 1
        case .variance, .standardDeviation: order = 2
        default: throw problem
        }
        if !analysis.naRemove, study.policy.naAsInR, try missingCount(of: vector, at: place) > 0 {
            note("values are missing; na.rm = TRUE leaves them out")
            return Value(.number(nil))
        }
        let sample = try moments(of: vector, order: order, at: place)[0].moments
        let result: Double =
            switch analysis {
            case .sum: sample.count == 0 ? 0 : sample.mean * Double(sample.count)
            case .mean: sample.mean
            case .variance: sample.variance
            default: sample.variance.squareRoot()
            }
        let isMissing = order == 2 && sample.count < 2
        return .numbers(Numbers([isMissing ? .notAvailable(.tooFewValues) : .approximate(result)], form: .released))
    }
}
