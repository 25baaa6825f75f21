import Foundation

extension Distribution {
    /// The distribution function of the studentized range of `nmeans` means; R's `ptukey`.
    public static func ptukey(
        _ q: Double, nmeans: Double, df: Double, nranges: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard !q.isNaN, df >= 2, nmeans >= 2, nranges >= 1 else { return .nan }
        if q <= 0 || q.isInfinite { return (q <= 0 ? Probability.none : .all).value(lowerTail: lowerTail, log: log) }
        let lower = StudentizedRange.probability(q, means: nmeans, df: df, ranges: nranges)
        return Probability(lower: lower, upper: 0.5 - lower + 0.5).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the studentized range of `nmeans` means, to the accuracy of R's `qtukey`.
    public static func qtukey(
        _ p: Double, nmeans: Double, df: Double, nranges: Double = 1, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard df >= 2, nmeans >= 2, nranges >= 1, let probability = Probability(p, lowerTail: lowerTail, log: log)
        else { return .nan }
        if probability.lower == 0 { return 0 }
        if probability.upper == 0 { return .infinity }
        return StudentizedRange.quantile(probability.lower, means: nmeans, df: df, ranges: nranges)
    }
}
