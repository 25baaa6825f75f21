/// The rank sum test of several groups.
///
/// Source: R's `kruskal.test`; Kruskal and Wallis 1952. Releases: group sizes, rank sums, sums over the ties.
public enum KruskalWallisTest {
    /// Tests whether all groups come from one distribution; groups without values are left out.
    public static func test(_ ranks: RankSums, dataName: String) throws(AnalysisError) -> RObject {
        let n = Double(ranks.total)
        guard n >= 2 else { throw AnalysisError("not enough observations") }
        let groups = ranks.counts.indices.filter { ranks.counts[$0] > 0 }
        guard groups.count > 1 else { throw AnalysisError("all observations are in the same group") }
        let between = groups.reduce(0.0) { sum, group in
            let size = Double(ranks.counts[group])
            let excess = ranks.rankSum(group) - size * (n + 1) / 2
            return sum + excess * excess / size
        }
        let correction = 1 - ranks.tieCorrection / (n * n * n - n)
        let statistic = 12 * between / (n * (n + 1)) / correction
        let df = Double(groups.count - 1)
        return HTest.object([
            ("statistic", .number(statistic, name: "Kruskal-Wallis chi-squared")),
            ("parameter", .number(df, name: "df")),
            ("p.value", .number(Distribution.pchisq(statistic, df: df, lowerTail: false))),
            ("method", .text("Kruskal-Wallis rank sum test")), ("data.name", .text(dataName)),
        ])
    }
}
