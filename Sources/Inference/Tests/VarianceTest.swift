/// The F test of two variances.
///
/// Source: R's `var.test`. Releases: count, sum and sum of squares of both samples.
public enum VarianceTest {
    /// Tests whether the ratio of the variances is `ratio`.
    public static func twoSample(
        _ x: SampleMoments, _ y: SampleMoments, ratio: Double = 1, conf: Double = 0.95,
        alternative: Alternative = .twoSided, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard x.count > 1 else { throw AnalysisError("not enough 'x' observations") }
        guard y.count > 1 else { throw AnalysisError("not enough 'y' observations") }
        let (df1, df2) = (Double(x.count - 1), Double(y.count - 1))
        let estimate = x.variance / y.variance
        let statistic = estimate / ratio
        // R takes the upper tail as what the lower one leaves.
        let below = Distribution.pf(statistic, df1: df1, df2: df2)
        let tail = alternative == .twoSided ? (1 - conf) / 2 : 1 - conf
        let lower =
            alternative == .less ? 0 : estimate / Distribution.qf(tail, df1: df1, df2: df2, lowerTail: false)
        let upper = alternative == .greater ? .infinity : estimate / Distribution.qf(tail, df1: df1, df2: df2)
        return HTest.object([
            ("statistic", .number(statistic, name: "F")), ("parameter", HTest.named(["num df": df1, "denom df": df2])),
            ("p.value", .number(alternative.pValue(Probability(lower: below, upper: 1 - below)))),
            ("conf.int", HTest.interval(lower, upper)), ("estimate", .number(estimate, name: "ratio of variances")),
            ("null.value", .number(ratio, name: "ratio of variances")), ("alternative", .text(alternative.rawValue)),
            ("method", .text("F test to compare two variances")), ("data.name", .text(dataName)),
            ("conf.level", .number(conf)),
        ])
    }
}
