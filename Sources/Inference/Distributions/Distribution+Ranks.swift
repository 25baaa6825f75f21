extension Distribution {
    /// The largest sample sizes for which the rank statistics are counted out.
    static let largestRankSample = 200

    /// The probability of Wilcoxon's rank sum statistic being x for m and n values without ties; R's `dwilcox`.
    public static func dwilcox(_ x: Double, m: Int, n: Int, log: Bool = false) -> Double {
        guard let weights = rankSumWeights(m, n) else { return .nan }
        return density(x, weights, log: log)
    }

    /// The distribution function of Wilcoxon's rank sum statistic; R's `pwilcox`. NaN for samples above 200.
    public static func pwilcox(_ q: Double, m: Int, n: Int, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard let weights = rankSumWeights(m, n) else { return .nan }
        return RankSumCounts.probability(q, weights: weights).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of Wilcoxon's rank sum statistic; R's `qwilcox`.
    public static func qwilcox(_ p: Double, m: Int, n: Int, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard let weights = rankSumWeights(m, n) else { return .nan }
        return quantile(p, weights, lowerTail: lowerTail, log: log)
    }

    /// The probability of Wilcoxon's signed rank statistic being x for n values; R's `dsignrank`.
    public static func dsignrank(_ x: Double, n: Int, log: Bool = false) -> Double {
        guard let weights = signedRankWeights(n) else { return .nan }
        return density(x, weights, log: log)
    }

    /// The distribution function of Wilcoxon's signed rank statistic; R's `psignrank`.
    public static func psignrank(_ q: Double, n: Int, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard let weights = signedRankWeights(n) else { return .nan }
        return RankSumCounts.probability(q, weights: weights).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of Wilcoxon's signed rank statistic; R's `qsignrank`.
    public static func qsignrank(_ p: Double, n: Int, lowerTail: Bool = true, log: Bool = false) -> Double {
        guard let weights = signedRankWeights(n) else { return .nan }
        return quantile(p, weights, lowerTail: lowerTail, log: log)
    }

    private static func rankSumWeights(_ m: Int, _ n: Int) -> [Double]? {
        (1...largestRankSample).contains(m) && (1...largestRankSample).contains(n)
            ? RankSumCounts.wilcoxon(m, n) : nil
    }

    private static func signedRankWeights(_ n: Int) -> [Double]? {
        (1...1000).contains(n) ? RankSumCounts.signedRank(n) : nil
    }

    private static func density(_ x: Double, _ weights: [Double], log: Bool) -> Double {
        let at = Int(exactly: x.rounded())
        guard let at, abs(x - x.rounded()) <= 1e-7, weights.indices.contains(at) else {
            return x.isNaN ? .nan : Probability.density(0, log: log)
        }
        return Probability.density(weights[at] / weights.reduce(0, +), log: log)
    }

    private static func quantile(_ p: Double, _ weights: [Double], lowerTail: Bool, log: Bool) -> Double {
        guard let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        return DiscreteQuantile.find(probability, from: 0, to: Double(weights.count - 1)) {
            RankSumCounts.probability($0, weights: weights)
        }
    }
}
