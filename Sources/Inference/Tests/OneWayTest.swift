/// The comparison of several means, with or without equal variances.
///
/// Source: R's `oneway.test`; Welch 1951. Releases: count, sum and sum of squares of each group.
public enum OneWayTest {
    /// Tests whether all groups have one mean; groups without values are left out.
    public static func test(
        _ groups: [SampleMoments], equalVariances: Bool = false, dataName: String
    ) throws(AnalysisError) -> RObject {
        let groups = groups.filter { $0.count > 0 }
        guard groups.count > 1 else { throw AnalysisError("not enough groups") }
        guard groups.allSatisfy({ $0.count > 1 }) else { throw AnalysisError("not enough observations") }
        let (statistic, df2) = equalVariances ? pooled(groups) : welch(groups)
        let df1 = Double(groups.count - 1)
        let method = "One-way analysis of means" + (equalVariances ? "" : " (not assuming equal variances)")
        return HTest.object([
            ("statistic", .number(statistic, name: "F")), ("parameter", HTest.named(["num df": df1, "denom df": df2])),
            ("p.value", .number(Distribution.pf(statistic, df1: df1, df2: df2, lowerTail: false))),
            ("method", .text(method)), ("data.name", .text(dataName)),
        ])
    }

    private static func pooled(_ groups: [SampleMoments]) -> (Double, Double) {
        let analysis = OneWayAnalysis(groups)
        return (analysis.f, analysis.within.df)
    }

    private static func welch(_ groups: [SampleMoments]) -> (Double, Double) {
        let k = Double(groups.count)
        let weights = groups.map { Double($0.count) / $0.variance }
        let total = weights.reduce(0, +)
        let mean = zip(weights, groups).reduce(0) { $0 + $1.0 * $1.1.mean } / total
        let imbalance = zip(weights, groups).reduce(0) { sum, pair in
            let rest = 1 - pair.0 / total
            return sum + rest * rest / Double(pair.1.count - 1)
        }
        let between = zip(weights, groups).reduce(0) { $0 + $1.0 * ($1.1.mean - mean) * ($1.1.mean - mean) }
        let scaled = imbalance / (k * k - 1)
        return (between / ((k - 1) * (1 + 2 * (k - 2) * scaled)), 1 / (3 * scaled))
    }
}
