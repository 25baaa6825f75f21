extension Distribution {
    /// The probability of x white balls among k drawn from m white and n black ones; R's `dhyper`.
    public static func dhyper(_ x: Double, m: Double, n: Double, k: Double, log: Bool = false) -> Double {
        guard isUrn(m, n, k), !x.isNaN else { return .nan }
        guard x == x.rounded(), x >= max(0, k - n), x <= min(k, m) else { return Probability.density(0, log: log) }
        if k == 0 || k == m + n { return Probability.density(1, log: log) }
        let p = k / (m + n)
        guard log else {
            return dbinom(x, size: m, prob: p) * dbinom(k - x, size: n, prob: p) / dbinom(k, size: m + n, prob: p)
        }
        return dbinom(x, size: m, prob: p, log: true) + dbinom(k - x, size: n, prob: p, log: true)
            - dbinom(k, size: m + n, prob: p, log: true)
    }

    /// The hypergeometric distribution function; R's `phyper`.
    public static func phyper(
        _ q: Double, m: Double, n: Double, k: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard isUrn(m, n, k), !q.isNaN else { return .nan }
        return hypergeometric(q, m, n, k).value(lowerTail: lowerTail, log: log)
    }

    /// Quantiles of the hypergeometric distribution; R's `qhyper`.
    public static func qhyper(
        _ p: Double, m: Double, n: Double, k: Double, lowerTail: Bool = true, log: Bool = false
    ) -> Double {
        guard isUrn(m, n, k), let probability = Probability(p, lowerTail: lowerTail, log: log) else { return .nan }
        return DiscreteQuantile.find(probability, from: max(0, k - n), to: min(k, m)) { hypergeometric($0, m, n, k) }
    }

    private static func isUrn(_ m: Double, _ n: Double, _ k: Double) -> Bool {
        [m, n, k].allSatisfy { $0 >= 0 && $0.isFinite && $0 == $0.rounded() } && k <= m + n
    }

    /// Both tails, the smaller summed by ratios of neighbouring probabilities.
    private static func hypergeometric(_ q: Double, _ m: Double, _ n: Double, _ k: Double) -> Probability {
        let x = (q + 1e-7).rounded(.down)
        if x < max(0, k - n) { return .none }
        if x >= min(k, m) { return .all }
        if x * (m + n) <= k * m {
            let lower = tail(from: x, m, n, k)
            return Probability(lower: lower, upper: 1 - lower)
        }
        // Counting black balls instead of white ones turns the upper tail into a lower one.
        let upper = tail(from: k - x - 1, n, m, k)
        return Probability(lower: 1 - upper, upper: upper)
    }

    /// P(X <= x).
    private static func tail(from x: Double, _ m: Double, _ n: Double, _ k: Double) -> Double {
        var (sum, term, at) = (0.0, 1.0, x)
        while at >= 0, term > sum * 1e-18 {
            sum += term
            term *= at * (n - k + at) / ((m - at + 1) * (k - at + 1))
            at -= 1
        }
        return sum * dhyper(x, m: m, n: n, k: k)
    }
}
