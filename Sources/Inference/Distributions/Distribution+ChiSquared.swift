internal import CDistributions

extension Distribution {
    /// The density of the chi-squared distribution; R's `dchisq`.
    public static func dchisq(_ x: Double, df: Double, log: Bool = false) -> Double {
        dgamma(x, shape: df / 2, rate: 0.5, log: log)
    }

    /// The chi-squared distribution function; R's `pchisq`, with `ncp` the non-central one.
    public static func pchisq(
        _ q: Double, df: Double, ncp: Double = 0, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard ncp != 0 else { return pgamma(q, shape: df / 2, rate: 0.5, lowerTail: lowerTail, log: log) }
        guard df >= 0, ncp > 0, ncp.isFinite, !q.isNaN else { return .nan }
        if q <= 0 || q.isInfinite { return (q <= 0 ? Probability.none : .all).value(lowerTail: lowerTail, log: log) }
        return Probability(
            lower: special_noncentral_chisq_lower(q, df, ncp), upper: special_noncentral_chisq_upper(q, df, ncp)
        ).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the chi-squared distribution; R's `qchisq`, with `ncp` of the non-central one.
    public static func qchisq(
        _ p: Double, df: Double, ncp: Double = 0, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard ncp != 0 else { return qgamma(p, shape: df / 2, rate: 0.5, lowerTail: lowerTail, log: log) }
        guard df >= 0, ncp > 0, ncp.isFinite, let probability = Probability(p, lowerTail: lowerTail, log: log) else {
            return .nan
        }
        let (lower, upper) = (probability.lower, probability.upper)
        if lower == 0 { return 0 }
        if upper == 0 { return .infinity }
        return lower < upper
            ? special_noncentral_chisq_lower_quantile(lower, df, ncp)
            : special_noncentral_chisq_upper_quantile(upper, df, ncp)
    }
}
