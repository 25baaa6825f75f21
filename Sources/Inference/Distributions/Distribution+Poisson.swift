internal import CDistributions
import Foundation

extension Distribution {
    /// The probability of x events where `lambda` are expected; R's `dpois`.
    public static func dpois(_ x: Double, lambda: Double, log: Bool = false) -> Double {
        guard lambda >= 0, !x.isNaN else { return .nan }
        guard x >= 0, x.isFinite, x == x.rounded() else { return Probability.density(0, log: log) }
        if lambda == 0 { return Probability.density(x == 0 ? 1 : 0, log: log) }
        if x == 0 { return log ? -lambda : exp(-lambda) }
        let density = special_gamma_density(x + 1, lambda)
        if log, density < 1e-290 { return x * Foundation.log(lambda) - lambda - lgamma(x + 1) }
        return Probability.density(density, log: log)
    }

    /// The Poisson distribution function; R's `ppois`.
    public static func ppois(_ q: Double, lambda: Double, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard lambda >= 0, !q.isNaN else { return .nan }
        return poisson(q, lambda: lambda).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the Poisson distribution; R's `qpois`.
    public static func qpois(_ p: Double, lambda: Double, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard lambda >= 0, lambda.isFinite, let probability = Probability(p, lowerTail: lowerTail, log: log) else {
            return .nan
        }
        if lambda == 0 { return 0 }
        return DiscreteQuantile.find(probability, from: 0, to: nil) { poisson($0, lambda: lambda) }
    }

    private static func poisson(_ q: Double, lambda: Double) -> Probability {
        let x = (q + 1e-7).rounded(.down)
        if x < 0 { return .none }
        if lambda == 0 || x.isInfinite { return .all }
        let gamma = gammaProbability(lambda, shape: x + 1)
        return Probability(lower: gamma.upper, upper: gamma.lower)
    }
}
