/// Standardized rank statistics, as packages other than R report them beside the p-value.
///
/// Source: the normal approximations of Wilcoxon's tests, with or without the corrections for ties and continuity.
/// Releases: group sizes, rank sums, sums over the ties.
public enum RankSumScore {
    /// n1, n2, W, U, rank_sum_1, z, p_value and the corrections made, of two groups.
    public static func rankSum(_ ranks: RankSums, ties: Bool = true, correct: Bool = true) -> RObject {
        guard ranks.counts.count == 2 else { return .null }
        let (n, m) = (Double(ranks.counts[0]), Double(ranks.counts[1]))
        let w = ranks.rankSum(0) - n * (n + 1) / 2
        let z = rankSum(ranks, ties: ties, correct: correct, alternative: .twoSided)
        return .list([
            ("n1", .integers([ranks.counts[0]])), ("n2", .integers([ranks.counts[1]])), ("W", .number(w)),
            ("U", .number(min(w, n * m - w))), ("rank_sum_1", .number(ranks.rankSum(0))), ("z", .number(z)),
            ("p_value", .number(Alternative.twoSided.pValue(.normal(z)))), ("ties_corrected", .logical(ties)),
            ("continuity", .logical(correct)),
        ])
    }

    /// n_nonzero, V, z, p_value and the corrections made, of signed ranks in the groups `negative` and `positive`.
    public static func signedRank(_ ranks: RankSums, ties: Bool = true, correct: Bool = true) -> RObject {
        guard ranks.counts.count == 2 else { return .null }
        let z = signedRank(ranks, ties: ties, correct: correct, alternative: .twoSided)
        return .list([
            ("n_nonzero", .integers([ranks.total])), ("V", .number(ranks.rankSum(1))), ("z", .number(z)),
            ("p_value", .number(Alternative.twoSided.pValue(.normal(z)))), ("ties_corrected", .logical(ties)),
            ("continuity", .logical(correct)),
        ])
    }

    static func rankSum(_ ranks: RankSums, ties: Bool, correct: Bool, alternative: Alternative) -> Double {
        let (n, m) = (Double(ranks.counts[0]), Double(ranks.counts[1]))
        let all = n + m
        let difference = ranks.rankSum(0) - n * (n + 1) / 2 - n * m / 2
        let variance = n * m / 12 * (all + 1 - (ties ? ranks.tieCorrection / (all * (all - 1)) : 0))
        return standardized(difference, variance, correct, alternative)
    }

    static func signedRank(_ ranks: RankSums, ties: Bool, correct: Bool, alternative: Alternative) -> Double {
        let n = Double(ranks.total)
        let difference = ranks.rankSum(1) - n * (n + 1) / 4
        let variance = n * (n + 1) * (2 * n + 1) / 24 - (ties ? ranks.tieCorrection / 48 : 0)
        return standardized(difference, variance, correct, alternative)
    }

    private static func standardized(
        _ difference: Double, _ variance: Double, _ correct: Bool, _ alternative: Alternative
    ) -> Double {
        let half: Double =
            switch alternative {
            case .twoSided: difference == 0 ? 0 : difference > 0 ? 0.5 : -0.5
            case .greater: 0.5
            case .less: -0.5
            }
        return (difference - (correct ? half : 0)) / variance.squareRoot()
    }
}
