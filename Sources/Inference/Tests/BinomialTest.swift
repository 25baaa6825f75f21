/// The exact test of a proportion.
///
/// Source: R's `binom.test`; the interval of Clopper and Pearson 1934. Releases: both counts.
public enum BinomialTest {
    /// Tests whether the probability of success is `p`. With p one half, of the signs of differences, the sign test.
    public static func test(
        successes: Int, trials: Int, p: Double = 0.5, conf: Double = 0.95, alternative: Alternative = .twoSided,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        guard trials > 0, successes >= 0, successes <= trials else {
            throw AnalysisError("'n' must be a positive integer >= 'x'")
        }
        let (x, n) = (Double(successes), Double(trials))
        let value: Double =
            switch alternative {
            case .less: Distribution.pbinom(x, size: n, prob: p)
            case .greater: Distribution.pbinom(x - 1, size: n, prob: p, lowerTail: false)
            case .twoSided: twoSided(x, n, p)
            }
        let tail = alternative == .twoSided ? (1 - conf) / 2 : 1 - conf
        let lower = alternative == .less || x == 0 ? 0 : Distribution.qbeta(tail, x, n - x + 1)
        let upper =
            alternative == .greater || x == n ? 1 : Distribution.qbeta(tail, x + 1, n - x, lowerTail: false)
        return HTest.object([
            ("statistic", .number(x, name: "number of successes")),
            ("parameter", .number(n, name: "number of trials")), ("p.value", .number(min(1, value))),
            ("conf.int", HTest.interval(lower, upper)), ("estimate", .number(x / n, name: "probability of success")),
            ("null.value", .number(p, name: "probability of success")), ("alternative", .text(alternative.rawValue)),
            ("method", .text("Exact binomial test")), ("data.name", .text(dataName)), ("conf.level", .number(conf)),
        ])
    }

    /// The probability of all outcomes no likelier than x.
    private static func twoSided(_ x: Double, _ n: Double, _ p: Double) -> Double {
        if p == 0 { return x == 0 ? 1 : 0 }
        if p == 1 { return x == n ? 1 : 0 }
        let limit = Distribution.dbinom(x, size: n, prob: p) * (1 + 1e-7)
        let mode = n * p
        if x == mode { return 1 }
        func isUnlikely(_ value: Double) -> Bool { Distribution.dbinom(value, size: n, prob: p) <= limit }
        if x < mode {
            let others = stride(from: mode.rounded(.up), through: n, by: 1).filter(isUnlikely).count
            return Distribution.pbinom(x, size: n, prob: p)
                + Distribution.pbinom(n - Double(others), size: n, prob: p, lowerTail: false)
        }
        let others = stride(from: 0, through: mode.rounded(.down), by: 1).filter(isUnlikely).count
        return Distribution.pbinom(Double(others) - 1, size: n, prob: p)
            + Distribution.pbinom(x - 1, size: n, prob: p, lowerTail: false)
    }
}
