import Foundation

/// The test of equal variances in several groups of normal values.
///
/// Source: R's `bartlett.test`; Bartlett 1937. Releases: count, sum and sum of squares of each group.
public enum BartlettTest {
    /// Tests whether all groups have one variance; groups without values are left out.
    public static func test(_ groups: [SampleMoments], dataName: String) throws(AnalysisError) -> RObject {
        let groups = groups.filter { $0.count > 0 }
        guard groups.count > 1 else { throw AnalysisError("all observations are in the same group") }
        guard groups.allSatisfy({ $0.count > 1 }) else {
            throw AnalysisError("there must be at least 2 observations in each group")
        }
        let df = groups.map { Double($0.count - 1) }
        let total = df.reduce(0, +)
        let k = Double(groups.count)
        let pooled = groups.reduce(0) { $0 + $1.squares } / total
        let spread = total * log(pooled) - zip(df, groups).reduce(0) { $0 + $1.0 * log($1.1.variance) }
        let statistic = spread / (1 + (df.reduce(0) { $0 + 1 / $1 } - 1 / total) / (3 * (k - 1)))
        return HTest.object([
            ("statistic", .number(statistic, name: "Bartlett's K-squared")), ("parameter", .number(k - 1, name: "df")),
            ("p.value", .number(Distribution.pchisq(statistic, df: k - 1, lowerTail: false))),
            ("data.name", .text(dataName)), ("method", .text("Bartlett test of homogeneity of variances")),
        ])
    }
}
