internal import CDistributions

extension Distribution {
    /// The density of Student's t distribution; R's `dt`.
    public static func dt(_ x: Double, df: Double, log: Bool = false) -> Double {
        guard df > 0, !x.isNaN else { return .nan }
        if x.isInfinite { return Probability.density(0, log: log) }
        return df.isInfinite ? dnorm(x, log: log) : Probability.density(special_t_density(x, df), log: log)
    }

    /// The distribution function of Student's t; R's `pt`, with `ncp` the non-central one.
    public static func pt(
        _ q: Double, df: Double, ncp: Double? = nil, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard df > 0, !q.isNaN, ncp.map({ !$0.isNaN }) ?? true else { return .nan }
        if q.isInfinite { return (q < 0 ? Probability.none : .all).value(lowerTail: lowerTail, log: log) }
        if let ncp, ncp != 0 { return noncentral(q, df: df, ncp: ncp).value(lowerTail: lowerTail, log: log) }
        if df.isInfinite { return pnorm(q, lowerTail: lowerTail, log: log) }
        return Probability(lower: special_t_lower(q, df), upper: special_t_lower(-q, df))
            .value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of Student's t distribution; R's `qt`, with `ncp` the non-central one.
    public static func qt(
        _ p: Double, df: Double, ncp: Double? = nil, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard df > 0, let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        let (lower, upper) = (probability.lower, probability.upper)
        if lower == 0 { return -.infinity }
        if upper == 0 { return .infinity }
        if lower == upper, (ncp ?? 0) == 0 { return 0 }
        if df.isInfinite { return (ncp ?? 0) + qnorm(p, lowerTail: lowerTail, log: log) }
        if let ncp, ncp != 0 {
            return lower < upper
                ? special_noncentral_t_lower_quantile(lower, df, ncp)
                : special_noncentral_t_upper_quantile(upper, df, ncp)
        }
        return lower < upper ? special_t_quantile(lower, df) : -special_t_quantile(upper, df)
    }

    private static func noncentral(_ q: Double, df: Double, ncp: Double) -> Probability {
        if df.isInfinite {
            return Probability(lower: pnorm(q, mean: ncp), upper: pnorm(q, mean: ncp, lowerTail: false))
        }
        // Beyond this the series underflow; Abramowitz and Stegun 26.7.10, as R switches to it.
        if df > 4e5 || ncp * ncp > 1415 {
            let s = 1 / (4 * df)
            let sd = (1 + 2 * q * q * s).squareRoot()
            return Probability(
                lower: pnorm(q * (1 - s), mean: ncp, sd: sd),
                upper: pnorm(q * (1 - s), mean: ncp, sd: sd, lowerTail: false))
        }
        return Probability(
            lower: special_noncentral_t_lower(q, df, ncp), upper: special_noncentral_t_upper(q, df, ncp))
    }
}
