internal import CDistributions
import Foundation

extension Distribution {
    /// The probability of x successes in `size` trials; R's `dbinom`.
    public static func dbinom(_ x: Double, size: Double, prob: Double, log: Bool = false) -> Double {
        guard size >= 0, size == size.rounded(), (0...1).contains(prob), !x.isNaN else { return .nan }
        guard x >= 0, x <= size, x == x.rounded() else { return Probability.density(0, log: log) }
        if prob == 0 || prob == 1 {
            return Probability.density(x == (prob == 0 ? 0 : size) ? 1 : 0, log: log)
        }
        if x == 0 { return log ? size * log1p(-prob) : exp(size * log1p(-prob)) }
        if x == size { return log ? size * Foundation.log(prob) : pow(prob, size) }
        let density = special_beta_density(x + 1, size - x + 1, prob) / (size + 1)
        guard log, density < 1e-290 else { return Probability.density(density, log: log) }
        let ways = lgamma(size + 1) - lgamma(x + 1) - lgamma(size - x + 1)
        return ways + x * Foundation.log(prob) + (size - x) * log1p(-prob)
    }

    /// The binomial distribution function; R's `pbinom`.
    public static func pbinom(
        _ q: Double, size: Double, prob: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard size >= 0, size == size.rounded(), (0...1).contains(prob), !q.isNaN else { return .nan }
        return binomial(q, size: size, prob: prob).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the binomial distribution; R's `qbinom`.
    public static func qbinom(
        _ p: Double, size: Double, prob: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard size >= 0, size == size.rounded(), (0...1).contains(prob),
            let probability = Probability(p, lowerTail: lowerTail, log: log)
        else { return .nan }
        return DiscreteQuantile.find(probability, from: 0, to: size) { binomial($0, size: size, prob: prob) }
    }

    private static func binomial(_ q: Double, size: Double, prob: Double) -> Probability {
        let x = (q + 1e-7).rounded(.down)
        if x < 0 { return .none }
        if x >= size { return .all }
        let beta = betaProbability(prob, complement: 1 - prob, x + 1, size - x)
        return Probability(lower: beta.upper, upper: beta.lower)
    }
}
