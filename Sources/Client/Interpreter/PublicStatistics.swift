import Inference

/// R's summaries of public numbers: exact as long as they can be.
enum PublicStatistics {
    static func sum(_ values: [Estimate]) -> Estimate {
        values.reduce(.exact(ExactRational(0))) { PublicArithmetic.apply("+", $0, $1) }
    }

    static func mean(_ values: [Estimate]) -> Estimate {
        guard !values.isEmpty else { return .approximate(.nan) }
        return PublicArithmetic.apply("/", sum(values), .exact(ExactRational(values.count)))
    }

    static func variance(_ values: [Estimate]) -> Estimate {
        guard values.count > 1 else { return .notAvailable(.tooFewValues) }
        let centre = mean(values)
        let squares = values.map { value in
            let difference = PublicArithmetic.apply("-", value, centre)
            return PublicArithmetic.apply("*", difference, difference)
        }
        return PublicArithmetic.apply("/", sum(squares), .exact(ExactRational(values.count - 1)))
    }

    static func standardDeviation(_ values: [Estimate]) -> Estimate { squareRoot(variance(values)) }

    static func squareRoot(_ value: Estimate) -> Estimate {
        switch value {
        case .exact(let exact): exact < ExactRational(0) ? .approximate(.nan) : Moments.squareRoot(exact)
        case .approximate(let double): .approximate(double.squareRoot())
        case .notAvailable: value
        }
    }

    /// The smallest (or largest); `Inf` (or `-Inf`) of no values, `NA` where one is missing.
    static func extreme(_ values: [Estimate], largest: Bool) -> Estimate {
        if let gap = values.first(where: { $0.double == nil }) { return gap }
        let ordered = sorted(values)
        return (largest ? ordered.last : ordered.first) ?? .approximate(largest ? -.infinity : .infinity)
    }

    /// Type 7; nil where a value is missing.
    static func quantile(_ values: [Estimate], _ probability: ExactRational) -> Estimate? {
        guard values.allSatisfy({ $0.double.map { !$0.isNaN } ?? false }) else { return nil }
        guard !values.isEmpty, let position = Quantile.position(of: probability, count: values.count) else {
            return .notAvailable(.tooFewValues)
        }
        let ordered = sorted(values)
        let lower = ordered[position.lower - 1]
        guard let upper = position.upper,
            let weight = ExactRational(Int128(position.upperWeight), over: Int128(position.divisor))
        else { return lower }
        let step = PublicArithmetic.apply("-", ordered[upper - 1], lower)
        return PublicArithmetic.apply("+", lower, PublicArithmetic.apply("*", step, .exact(weight)))
    }

    private static func sorted(_ values: [Estimate]) -> [Estimate] {
        values.sorted { PublicArithmetic.compare("<", $0, $1) ?? false }
    }
}
