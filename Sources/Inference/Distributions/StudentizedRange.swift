import Foundation

/// The distribution of the studentized range, by nested Gauss-Legendre quadrature.
///
/// Source: Copenhaver and Holland 1988, Journal of Statistical Computation and Simulation 30; the panels are theirs. The
/// first guess at a quantile is that of Odeh and Evans 1974 (AS 70) with Lund and Lund's correction (AS 190).
enum StudentizedRange {
    private static let inner = GaussLegendre(order: 12)
    private static let outer = GaussLegendre(order: 16)

    /// P(largest of `ranges` ranges, each of `means` standard normal values, < w).
    static func range(_ w: Double, ranges: Double, means: Double) -> Double {
        let start = w / 2
        if start >= 8 { return 1 }
        let central = 2 * Distribution.pnorm(start) - 1
        var probability = central >= exp(-50 / means) ? pow(central, means) : 0
        let panels = w > 3 ? 2 : 3
        let width = (8 - start) / Double(panels)
        for panel in 0..<panels {
            let from = start + Double(panel) * width
            let integral = inner.integral(from: from, to: from + width) { x in
                guard x * x <= 60 else { return 0 }
                let between = Distribution.pnorm(x) - Distribution.pnorm(x, mean: w)
                return exp(-x * x / 2) * pow(between, means - 1)
            }
            probability += integral * 2 * means / (2 * Double.pi).squareRoot()
        }
        return probability <= exp(-30 / ranges) ? 0 : min(1, pow(probability, ranges))
    }

    /// P(studentized range < q).
    static func probability(_ q: Double, means: Double, df: Double, ranges: Double) -> Double {
        if df > 25000 { return range(q, ranges: ranges, means: means) }
        let half = df / 2
        let step = df <= 100 ? 1 : df <= 800 ? 0.5 : df <= 5000 ? 0.25 : 0.125
        let constant = half * log(df) - df * log(2) - lgamma(half) + log(step)
        var answer = 0.0
        for panel in 1...50 {
            let middle = Double(2 * panel - 1) * step
            var sum = 0.0
            for (node, weight) in outer.points {
                let x = middle + node * step
                let exponent = constant + (half - 1) * log(x) - x * df / 4
                guard exponent >= -30 else { continue }
                sum += range(q * (x / 2).squareRoot(), ranges: ranges, means: means) * weight * exp(exponent)
            }
            if Double(panel) * step >= 1, sum <= 1e-14 { break }
            answer += sum
        }
        return min(1, answer)
    }

    /// The q with P(studentized range < q) = p, by the secant method to an absolute difference of 0.0001, as R stops.
    static func quantile(_ p: Double, means: Double, df: Double, ranges: Double) -> Double {
        func excess(_ q: Double) -> Double { probability(q, means: means, df: df, ranges: ranges) - p }
        var before = guess(p, means: means, df: df)
        var excessBefore = excess(before)
        var now = excessBefore > 0 && before > 1 ? max(0, before - 1) : before + 1
        var excessNow = excess(now)
        for _ in 0..<50 {
            let next = max(0, now - excessNow * (now - before) / (excessNow - excessBefore))
            (before, excessBefore) = (now, excessNow)
            (now, excessNow) = (next, excess(next))
            if abs(now - before) < 0.0001 { return now }
        }
        return now
    }

    private static func guess(_ p: Double, means: Double, df: Double) -> Double {
        let tail = 0.5 - 0.5 * p
        let y = log(1 / (tail * tail)).squareRoot()
        let top = [-0.453642210148e-04, -0.204231210125, -0.342242088547, -1, 0.322232421088]
        let bottom = [0.38560700634e-02, 0.103537752850, 0.531103462366, 0.588581570495, 0.993484626060e-01]
        var t = y + top.reduce(0) { $0 * y + $1 } / bottom.reduce(0) { $0 * y + $1 }
        if df < 120 { t += (t * t * t + t) / df / 4 }
        var q = 0.8832 - 0.2368 * t
        if df < 120 { q += -1.214 / df + 1.208 * t / df }
        return t * (q * log(means - 1) + 1.4142)
    }
}
