internal import CDistributions

extension Distribution {
    /// The density of the beta distribution; R's `dbeta`.
    public static func dbeta(_ x: Double, _ a: Double, _ b: Double, log: Bool = false) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite, !x.isNaN else { return .nan }
        guard (0...1).contains(x) else { return Probability.density(0, log: log) }
        if x == 0 { return Probability.density(a < 1 ? .infinity : a > 1 ? 0 : b, log: log) }
        if x == 1 { return Probability.density(b < 1 ? .infinity : b > 1 ? 0 : a, log: log) }
        return Probability.density(special_beta_density(a, b, x), log: log)
    }

    /// The beta distribution function; R's `pbeta`.
    public static func pbeta(
        _ q: Double, _ a: Double, _ b: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard a >= 0, b >= 0, !q.isNaN else { return .nan }
        return betaProbability(q, complement: 1 - q, a, b).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the beta distribution; R's `qbeta`.
    public static func qbeta(
        _ p: Double, _ a: Double, _ b: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite,
            let probability = Probability(p, lowerTail: lowerTail, log: log)
        else { return .nan }
        return betaQuantile(probability, a, b).x
    }

    /// The density of the F distribution; R's `df`.
    public static func df(_ x: Double, df1: Double, df2: Double, log: Bool = false) -> Double {
        guard df1 > 0, df2 > 0, !x.isNaN else { return .nan }
        if x < 0 { return Probability.density(0, log: log) }
        if x == 0 { return Probability.density(df1 > 2 ? 0 : df1 == 2 ? 1 : .infinity, log: log) }
        if df2.isInfinite { return Probability.density(df1 * dchisq(x * df1, df: df1), log: log) }
        let scale = df2 + df1 * x
        return Probability.density(
            special_beta_density(df1 / 2, df2 / 2, df1 * x / scale) * df1 * df2 / (scale * scale), log: log)
    }

    /// The F distribution function; R's `pf`.
    public static func pf(
        _ q: Double, df1: Double, df2: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard df1 > 0, df2 > 0, !q.isNaN else { return .nan }
        if q <= 0 || q.isInfinite { return (q <= 0 ? Probability.none : .all).value(lowerTail: lowerTail, log: log) }
        if df2.isInfinite { return pchisq(q * df1, df: df1, lowerTail: lowerTail, log: log) }
        if df1.isInfinite { return pchisq(df2 / q, df: df2, lowerTail: !lowerTail, log: log) }
        let scale = df2 + df1 * q
        return betaProbability(df1 * q / scale, complement: df2 / scale, df1 / 2, df2 / 2)
            .value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the F distribution; R's `qf`.
    public static func qf(
        _ p: Double, df1: Double, df2: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard df1 > 0, df2 > 0, let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        if df2.isInfinite { return qchisq(p, df: df1, lowerTail: lowerTail, log: log) / df1 }
        if df1.isInfinite { return df2 / qchisq(p, df: df2, lowerTail: !lowerTail, log: log) }
        let (x, complement) = betaQuantile(probability, df1 / 2, df2 / 2)
        return df2 * x / (df1 * complement)
    }

    /// I_x(a, b), given x and 1 - x, whichever of them is the smaller used.
    static func betaProbability(_ x: Double, complement: Double, _ a: Double, _ b: Double) -> Probability {
        if x <= 0 { return .none }
        if complement <= 0 { return .all }
        if a == 0 && b == 0 { return Probability(lower: 0.5, upper: 0.5) }
        if a == 0 || b.isInfinite && a.isFinite { return .all }
        if b == 0 || a.isInfinite && b.isFinite { return .none }
        if a.isInfinite { return x < 0.5 ? .none : .all }
        return x <= complement
            ? Probability(lower: special_beta_lower(a, b, x), upper: special_beta_upper(a, b, x))
            : Probability(lower: special_beta_upper(b, a, complement), upper: special_beta_lower(b, a, complement))
    }

    private static func betaQuantile(
        _ probability: Probability, _ a: Double, _ b: Double
    ) -> (
        x: Double, complement: Double
    ) {
        if probability.lower == 0 { return (0, 1) }
        if probability.upper == 0 { return (1, 0) }
        var complement = Double.nan
        let x =
            probability.lower < probability.upper
            ? special_beta_lower_inverse(a, b, probability.lower, &complement)
            : special_beta_upper_inverse(a, b, probability.upper, &complement)
        return (x, complement)
    }
}
