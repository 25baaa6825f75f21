internal import CDistributions
import Foundation

extension Distribution {
    /// The density of the normal distribution; R's `dnorm`.
    public static func dnorm(_ x: Double, mean: Double = 0, sd: Double = 1, log: Bool = false) -> Double {
        guard sd >= 0, !x.isNaN, !mean.isNaN else { return .nan }
        if sd == 0 { return Probability.density(x == mean ? .infinity : 0, log: log) }
        let z = (x - mean) / sd
        return log
            ? -(0.5 * Foundation.log(2 * .pi) + 0.5 * z * z + Foundation.log(sd))
            : exp(-0.5 * z * z) / ((2 * Double.pi).squareRoot() * sd)
    }

    /// The normal distribution function; R's `pnorm`.
    public static func pnorm(
        _ q: Double, mean: Double = 0, sd: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard sd >= 0, !q.isNaN, !mean.isNaN else { return .nan }
        if sd == 0 { return (q < mean ? Probability.none : .all).value(lowerTail: lowerTail, log: log) }
        let z = (q - mean) / sd
        if log, lowerTail ? z < -30 : z > 30 { return logTail(z.magnitude) }
        let scaled = z * 0.5.squareRoot()
        return Probability(lower: 0.5 * erfc(-scaled), upper: 0.5 * erfc(scaled)).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the normal distribution; R's `qnorm`.
    public static func qnorm(
        _ p: Double, mean: Double = 0, sd: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard sd >= 0, let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        if log, p < -690 { return mean + sd * (lowerTail ? -1 : 1) * tailQuantile(p) }
        let (lower, upper) = (probability.lower, probability.upper)
        if lower == 0 { return -.infinity }
        if upper == 0 { return .infinity }
        let z = 2.0.squareRoot() * special_erfc_inverse(2 * min(lower, upper))
        return mean + sd * (lower < upper ? -z : z)
    }

    /// log P(Z > z) for large z, by the asymptotic series of Mills' ratio.
    private static func logTail(_ z: Double) -> Double {
        if z.isInfinite { return -.infinity }
        let square = 1 / (z * z)
        let series = square * (-1 + square * (3 + square * (-15 + square * (105 - square * 945))))
        return -0.5 * z * z - 0.5 * Foundation.log(2 * .pi) - Foundation.log(z) + log1p(series)
    }

    /// The z with log P(Z > z) = p, for very small probabilities, by Newton's method.
    private static func tailQuantile(_ p: Double) -> Double {
        if p.isInfinite { return .infinity }
        var z = (-2 * p).squareRoot()
        for _ in 0..<20 {
            let step = (logTail(z) - p) / (z + 1 / z)
            z += step
            if abs(step) < 1e-15 * z { break }
        }
        return z
    }
}
