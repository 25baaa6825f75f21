import Inference
import Language
import Study
import Wire

/// From released integers to the answer, on the analyst's machine. The order of values is that of `Engine.run`.
struct Finishing {
    let plan: Plan
    let study: Study

    /// The answer of the plan's analysis.
    func answer(_ released: ReleasedValues, publicNumbers: [Int64]) throws(Problem) -> Answer {
        let values = released.values
        switch plan.analysis {
        case .length, .rows:
            return .count(Int(try value(values, 0)))
        case .joint:
            return .released(values: values, publicNumbers: publicNumbers, suppressed: released.suppressed)
        case .frequency(let vector):
            return try frequency(released, try vector.type())
        case .sum(let vector, _):
            return try number(values, vector, atLeast: 0) { Moments.sum($0.sum, decimals: $0.decimals) }
        case .mean(let vector, _):
            return try number(values, vector, atLeast: 1) {
                Moments.mean(sum: $0.sum, count: $0.count, decimals: $0.decimals)
            }
        case .variance(let vector, _):
            return try number(values, vector, atLeast: 1) {
                Moments.variance(sum: $0.sum, squares: $0.squares, count: $0.count, decimals: $0.decimals)
            }
        case .standardDeviation(let vector, _):
            return try number(values, vector, atLeast: 1) {
                Moments.standardDeviation(sum: $0.sum, squares: $0.squares, count: $0.count, decimals: $0.decimals)
            }
        case .minimum(let vector, _), .maximum(let vector, _):
            let bounds = try bounds(of: vector)
            return try number(values, vector, atLeast: 1) {
                Moments.sum($0.sum + bounds.minimum, decimals: $0.decimals)
            }
        case .median(let vector, _):
            let half = ExactDecimal(significand: 5, decimals: 1)
            let estimates = try quantiles(values, publicNumbers, vector, [half])
            return .number(estimates[0])
        case .quantile(let vector, let probabilities, _):
            if try value(publicNumbers, 1) > 0 {
                throw Problem(
                    "missing-values", "missing values are not allowed if na.rm is FALSE", at: plan.canonicalText,
                    mend: "write quantile(..., na.rm = TRUE)")
            }
            return .vector(try quantiles(values, publicNumbers, vector, probabilities))
        }
    }

    private struct Sums {
        let count: Int
        let sum: Int128
        let squares: Int128
        let decimals: Int
    }

    /// A number of complete rows, missing rows, and one or two sums.
    private func number(
        _ values: [Int64], _ vector: VectorExpression, atLeast: Int, _ finish: (Sums) -> Estimate
    ) throws(Problem) -> Answer {
        let complete = Int(try value(values, 0))
        if try value(values, 1) > 0 { return .number(.notAvailable(.missingValues)) }
        guard complete >= atLeast else { return .number(.notAvailable(.tooFewValues)) }
        let sums = Sums(
            count: complete, sum: Int128(try value(values, 2)), squares: Int128(values.count > 3 ? values[3] : 0),
            decimals: try bounds(of: vector).decimals)
        return .number(finish(sums))
    }

    private func quantiles(
        _ values: [Int64], _ publicNumbers: [Int64], _ vector: VectorExpression, _ probabilities: [ExactDecimal]
    ) throws(Problem) -> [Estimate] {
        let complete = Int(try value(publicNumbers, 0))
        let missing = try value(publicNumbers, 1)
        if missing > 0 { return probabilities.map { _ in .notAvailable(.missingValues) } }
        guard complete > 0 else { return probabilities.map { _ in .notAvailable(.tooFewValues) } }
        let bounds = try bounds(of: vector)
        var estimates: [Estimate] = []
        var index = 0
        for probability in probabilities {
            guard let fraction = probability.rational,
                let position = Quantile.position(of: fraction, count: complete)
            else { throw malformed }
            guard study.policy.extremes || !position.isExtreme(of: complete, margin: study.policy.quantileMargin) else {
                estimates.append(.notAvailable(.suppressed))
                continue
            }
            let numerator = Int128(try value(values, index)) + bounds.minimum * Int128(position.divisor)
            estimates.append(position.finish(weighted: numerator, decimals: bounds.decimals))
            index += 1
        }
        return estimates
    }

    private func frequency(_ released: ReleasedValues, _ type: VectorType) throws(Problem) -> Answer {
        let counts = released.values.indices.map {
            released.suppressed.contains($0) ? nil : Int(released.values[$0])
        }
        switch type.kind {
        case .factor(let levels):
            guard counts.count == levels.count else { throw malformed }
            return Frequency.table(levels: levels, counts: counts)
        case .logical:
            guard counts.count == 2 else { throw malformed }
            return Frequency.table(falseCount: counts[0], trueCount: counts[1])
        case .decimal(let bounds):
            guard let parts = bounds.integerParts, counts.count == parts.count else { throw malformed }
            return Frequency.table(lowest: parts.lowerBound, counts: counts, trimmed: study.policy.extremes)
        }
    }

    private func bounds(of vector: VectorExpression) throws(Problem) -> DecimalType {
        guard let bounds = try vector.type().number else { throw malformed }
        return bounds
    }

    private func value(_ values: [Int64], _ index: Int) throws(Problem) -> Int64 {
        guard values.indices.contains(index) else { throw malformed }
        return values[index]
    }

    private var malformed: Problem { StudyClient.disagreement("the number of values is not that of the analysis") }
}
