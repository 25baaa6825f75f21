/// Confidence intervals of one proportion and of the difference of two.
enum ProportionInterval {
    /// Wilson's score interval with a continuity correction.
    static func wilson(
        _ estimate: Double, _ n: Double, _ shift: Double, _ conf: Double, _ alternative: Alternative
    ) -> RObject {
        let z = Distribution.qnorm(alternative == .twoSided ? (1 + conf) / 2 : conf)
        let half = z * z / (2 * n)
        func limit(_ centre: Double, _ sign: Double) -> Double {
            let width = z * (centre * (1 - centre) / n + half / (2 * n)).squareRoot()
            return (centre + half + sign * width) / (1 + 2 * half)
        }
        let (below, above) = (estimate - shift / n, estimate + shift / n)
        let lower = below <= 0 ? 0 : limit(below, -1)
        let upper = above >= 1 ? 1 : limit(above, 1)
        return HTest.interval(
            alternative == .less ? 0 : max(lower, 0), alternative == .greater ? 1 : min(upper, 1))
    }

    /// The difference of two proportions with a continuity correction.
    static func difference(
        _ estimates: [Double], _ n: [Double], _ shift: Double, _ conf: Double, _ alternative: Alternative
    ) -> RObject {
        let z = Distribution.qnorm(alternative == .twoSided ? (1 + conf) / 2 : conf)
        let variance = zip(estimates, n).reduce(0) { $0 + $1.0 * (1 - $1.0) / $1.1 }
        let width = z * variance.squareRoot() + shift * (1 / n[0] + 1 / n[1])
        let delta = estimates[0] - estimates[1]
        return HTest.interval(
            alternative == .less ? -1 : max(delta - width, -1), alternative == .greater ? 1 : min(delta + width, 1))
    }
}
