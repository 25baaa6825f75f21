import Foundation

extension Distribution {
    /// The density of the uniform distribution; R's `dunif`.
    public static func dunif(_ x: Double, min: Double = 0, max: Double = 1, log: Bool = false) -> Double {
        guard max > min, !x.isNaN else { return .nan }
        return Probability.density((min...max).contains(x) ? 1 / (max - min) : 0, log: log)
    }

    /// The uniform distribution function; R's `punif`.
    public static func punif(
        _ q: Double, min: Double = 0, max: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard max >= min, !q.isNaN else { return .nan }
        let probability =
            q >= max
            ? Probability.all
            : q <= min ? .none : Probability(lower: (q - min) / (max - min), upper: (max - q) / (max - min))
        return probability.value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the uniform distribution; R's `qunif`.
    public static func qunif(
        _ p: Double, min: Double = 0, max: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard max >= min, let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        return min + probability.lower * (max - min)
    }
}
