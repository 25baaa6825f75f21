/// The test of a linear trend in proportions.
///
/// Source: R's `prop.trend.test`; Armitage 1955. Releases: the counts.
public enum ProportionTrendTest {
    /// Tests whether proportions change linearly with the scores, by default 1, 2, ...
    public static func test(
        successes: [Int], trials: [Int], scores: [Double]? = nil, dataName: String
    ) throws(AnalysisError) -> RObject {
        let scores = scores ?? successes.indices.map { Double($0 + 1) }
        guard successes.count == trials.count, scores.count == trials.count else {
            throw AnalysisError("'x', 'n' and 'score' must have the same length")
        }
        let (x, n) = (successes.map { Double($0) }, trials.map { Double($0) })
        let total = n.reduce(0, +)
        let p = x.reduce(0, +) / total
        guard p > 0, p < 1 else { throw AnalysisError("NA/NaN/Inf in 'x'") }
        let centre = zip(n, scores).reduce(0) { $0 + $1.0 * $1.1 } / total
        var (product, spread) = (0.0, 0.0)
        for index in x.indices {
            product += (x[index] - n[index] * p) * (scores[index] - centre)
            spread += n[index] * (scores[index] - centre) * (scores[index] - centre)
        }
        let statistic = product * product / (spread * p * (1 - p))
        return HTest.object([
            ("statistic", .number(statistic, name: "X-squared")), ("parameter", .number(1, name: "df")),
            ("p.value", .number(Distribution.pchisq(statistic, df: 1, lowerTail: false))),
            ("method", .text("Chi-squared Test for Trend in Proportions")), ("data.name", .text(dataName)),
        ])
    }
}
