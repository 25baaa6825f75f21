/// Wilcoxon's rank sum and signed rank tests.
///
/// Source: R's `wilcox.test`; Wilcoxon 1945, Mann and Whitney 1947. Exact where there are fewer than 50 values a sample
/// and no ties, unless told otherwise. Releases: group sizes, rank sums, sums over the ties.
public enum WilcoxonTest {
    /// Tests whether the first of two groups is shifted against the second.
    public static func rankSum(
        _ ranks: RankSums, alternative: Alternative = .twoSided, exact: Bool? = nil, correct: Bool = true,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        guard ranks.counts.count == 2 else { throw AnalysisError("grouping factor must have exactly 2 levels") }
        let (n, m) = (ranks.counts[0], ranks.counts[1])
        guard n > 0 else { throw AnalysisError("not enough (finite) 'x' observations") }
        guard m > 0 else { throw AnalysisError("not enough 'y' observations") }
        let statistic = ranks.rankSum(0) - Double(n) * Double(n + 1) / 2
        let tails: Probability
        let method: String
        if exact ?? (n < 50 && m < 50), !ranks.hasTies {
            guard max(n, m) <= Distribution.largestRankSample else {
                throw AnalysisError("too many values for the exact distribution")
            }
            tails = exactTails(statistic, RankSumCounts.wilcoxon(n, m))
            method = "Wilcoxon rank sum exact test"
        } else {
            let z = RankSumScore.rankSum(ranks, ties: true, correct: correct, alternative: alternative)
            tails = .normal(z)
            method = "Wilcoxon rank sum test" + (correct ? " with continuity correction" : "")
        }
        return result(
            .number(statistic, name: "W"), tails, alternative, nullName: "location shift", method, dataName)
    }

    /// Tests whether differences, or values less `mu`, are symmetric about 0.
    ///
    /// `ranks` are those of the absolute values, the groups `negative` and `positive`, without the zeroes.
    public static func signedRank(
        _ ranks: RankSums, zeroes: Int, alternative: Alternative = .twoSided, exact: Bool? = nil, correct: Bool = true,
        mu: Double = 0, paired: Bool = true, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard ranks.counts.count == 2 else { throw AnalysisError("ranks of two signs are needed") }
        let n = ranks.total
        guard n + zeroes > 0 else { throw AnalysisError("not enough (finite) 'x' observations") }
        let statistic = ranks.rankSum(1)
        let tails: Probability
        let method: String
        if exact ?? (n < 50), !ranks.hasTies, zeroes == 0 {
            guard n <= 1000 else { throw AnalysisError("too many values for the exact distribution") }
            tails = exactTails(statistic, RankSumCounts.signedRank(n))
            method = "Wilcoxon signed rank exact test"
        } else {
            let z = RankSumScore.signedRank(ranks, ties: true, correct: correct, alternative: alternative)
            tails = .normal(z)
            method = "Wilcoxon signed rank test" + (correct ? " with continuity correction" : "")
        }
        return result(
            .number(statistic, name: "V"), tails, alternative, nullName: paired ? "location shift" : "location", method,
            dataName, mu: mu)
    }

    /// P(X <= statistic) and P(X >= statistic).
    static func exactTails(_ statistic: Double, _ weights: [Double]) -> Probability {
        Probability(
            lower: RankSumCounts.probability(statistic, weights: weights).lower,
            upper: RankSumCounts.probability(statistic - 1, weights: weights).upper)
    }

    private static func result(
        _ statistic: RObject, _ tails: Probability, _ alternative: Alternative, nullName: String, _ method: String,
        _ dataName: String, mu: Double = 0
    ) -> RObject {
        HTest.object([
            ("statistic", statistic), ("parameter", .null), ("p.value", .number(alternative.pValue(tails))),
            ("null.value", .number(mu, name: nullName)), ("alternative", .text(alternative.rawValue)),
            ("method", .text(method)), ("data.name", .text(dataName)),
        ])
    }
}
