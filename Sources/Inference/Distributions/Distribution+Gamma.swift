internal import CDistributions
import Foundation

extension Distribution {
    /// The density of the gamma distribution; R's `dgamma`.
    public static func dgamma(_ x: Double, shape: Double, rate: Double = 1, log: Bool = false) -> Double {
        guard shape >= 0, rate > 0, !x.isNaN else { return .nan }
        if x < 0 || x.isInfinite { return Probability.density(0, log: log) }
        if shape == 0 { return Probability.density(x == 0 ? .infinity : 0, log: log) }
        if x == 0 { return Probability.density(shape < 1 ? .infinity : shape > 1 ? 0 : rate, log: log) }
        return Probability.density(rate * special_gamma_density(shape, x * rate), log: log)
    }

    /// The gamma distribution function; R's `pgamma`.
    public static func pgamma(
        _ q: Double, shape: Double, rate: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard shape >= 0, rate > 0, !q.isNaN else { return .nan }
        return gammaProbability(q * rate, shape: shape).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the gamma distribution; R's `qgamma`.
    public static func qgamma(
        _ p: Double, shape: Double, rate: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard shape >= 0, rate > 0, let probability = Probability(p, lowerTail: lowerTail, log: log) else {
            return .nan
        }
        let (lower, upper) = (probability.lower, probability.upper)
        if shape == 0 || lower == 0 { return 0 }
        if upper == 0 { return .infinity }
        let x =
            lower < upper ? special_gamma_lower_inverse(shape, lower) : special_gamma_upper_inverse(shape, upper)
        return x / rate
    }

    /// The density of the exponential distribution; R's `dexp`.
    public static func dexp(_ x: Double, rate: Double = 1, log: Bool = false) -> Double {
        guard rate > 0, !x.isNaN else { return .nan }
        if x < 0 { return Probability.density(0, log: log) }
        return log ? Foundation.log(rate) - rate * x : rate * exp(-rate * x)
    }

    /// The exponential distribution function; R's `pexp`.
    public static func pexp(_ q: Double, rate: Double = 1, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard rate > 0, !q.isNaN else { return .nan }
        if log, !lowerTail { return min(0, -rate * q) }
        let x = max(0, rate * q)
        return Probability(lower: -expm1(-x), upper: exp(-x)).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the exponential distribution; R's `qexp`.
    public static func qexp(_ p: Double, rate: Double = 1, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard rate > 0, let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        let (lower, upper) = (probability.lower, probability.upper)
        if log, !lowerTail { return -p / rate }
        return (lower < upper ? -log1p(-lower) : -Foundation.log(upper)) / rate
    }

    static func gammaProbability(_ x: Double, shape: Double) -> Probability {
        if x <= 0 { return shape == 0 && x == 0 ? .all : .none }
        if shape == 0 || x.isInfinite { return .all }
        return Probability(lower: special_gamma_lower(shape, x), upper: special_gamma_upper(shape, x))
    }
}
