/// Exact tests of one event rate and of the ratio of two.
///
/// Source: R's `poisson.test`; Garwood 1936 for the interval. Releases: the numbers of events and the times at risk.
public enum PoissonTest {
    /// Tests whether events happen at the rate `rate`.
    public static func oneSample(
        events: Int, time: Double = 1, rate: Double = 1, conf: Double = 0.95, alternative: Alternative = .twoSided,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        guard events >= 0, time > 0 else { throw AnalysisError("'x' and 'T' must be nonnegative") }
        let (x, mean) = (Double(events), rate * time)
        let p: Double =
            switch alternative {
            case .less: Distribution.ppois(x, lambda: mean)
            case .greater: Distribution.ppois(x - 1, lambda: mean, lowerTail: false)
            case .twoSided: twoSided(x, mean)
            }
        let tail = alternative == .twoSided ? (1 - conf) / 2 : 1 - conf
        let lower = alternative == .less || x == 0 ? 0 : Distribution.qgamma(tail, shape: x)
        let upper =
            alternative == .greater ? .infinity : Distribution.qgamma(tail, shape: x + 1, lowerTail: false)
        return HTest.object([
            ("statistic", .number(x, name: "number of events")), ("parameter", .number(time, name: "time base")),
            ("p.value", .number(min(1, p))), ("conf.int", HTest.interval(lower / time, upper / time)),
            ("estimate", .number(x / time, name: "event rate")), ("null.value", .number(rate, name: "event rate")),
            ("alternative", .text(alternative.rawValue)), ("method", .text("Exact Poisson test")),
            ("data.name", .text(dataName)), ("conf.level", .number(conf)),
        ])
    }

    /// Tests whether the ratio of two rates is `ratio`, given the sum of the events.
    public static func twoSample(
        events: (Int, Int), times: (Double, Double), ratio: Double = 1, conf: Double = 0.95,
        alternative: Alternative = .twoSided, dataName: String
    ) throws(AnalysisError) -> RObject {
        let total = events.0 + events.1
        let share = ratio * times.0 / (ratio * times.0 + times.1)
        let binomial = try BinomialTest.test(
            successes: events.0, trials: total, p: share, conf: conf, alternative: alternative, dataName: dataName)
        let limits = (binomial["conf.int"]?.doubles ?? []).map { $0 / (1 - $0) * times.1 / times.0 }
        let estimate = Double(events.0) / times.0 / (Double(events.1) / times.1)
        return HTest.object([
            ("statistic", .number(Double(events.0), name: "count1")),
            ("parameter", .number(Double(total) * share, name: "expected count1")), ("p.value", binomial["p.value"]),
            ("conf.int", .numbers(limits)), ("estimate", .number(estimate, name: "rate ratio")),
            ("null.value", .number(ratio, name: "rate ratio")), ("alternative", .text(alternative.rawValue)),
            ("method", .text("Comparison of Poisson rates")), ("data.name", .text(dataName)),
            ("conf.level", .number(conf)),
        ])
    }

    /// The probability of all numbers no likelier than x.
    private static func twoSided(_ x: Double, _ mean: Double) -> Double {
        if mean == 0 { return x == 0 ? 1 : 0 }
        if x == mean { return 1 }
        let limit = Distribution.dpois(x, lambda: mean) * (1 + 1e-7)
        func isUnlikely(_ value: Double) -> Bool { Distribution.dpois(value, lambda: mean) <= limit }
        if x < mean {
            var far = mean.rounded(.up)
            while !isUnlikely(far) { far += 1 }
            return Distribution.ppois(x, lambda: mean) + Distribution.ppois(far - 1, lambda: mean, lowerTail: false)
        }
        var near = mean.rounded(.down)
        while near >= 0, !isUnlikely(near) { near -= 1 }
        return Distribution.ppois(near, lambda: mean) + Distribution.ppois(x - 1, lambda: mean, lowerTail: false)
    }
}
