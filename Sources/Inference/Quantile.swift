/// Quantiles of type 7: which order statistics they need, and how they are finished.
///
/// Source: Hyndman and Fan 1996, definition 7; R's `quantile` default.
/// Releases: for each probability the value (1 - g/m) x[lower] + (g/m) x[upper], and N.
public enum Quantile {
    /// The order statistics behind one quantile of N values: (lowerWeight x[lower] + upperWeight x[upper]) / divisor.
    public struct Position: Sendable, Hashable {
        /// The 1-based rank of the lower order statistic.
        public let lower: Int
        /// The 1-based rank of the upper one; nil where its weight is 0.
        public let upper: Int?
        /// The integer weight of the lower one, at least 1.
        public let lowerWeight: Int64
        /// The integer weight of the upper one.
        public let upperWeight: Int64

        /// What the weighted sum is divided by.
        public var divisor: Int64 { lowerWeight + upperWeight }

        /// Whether fewer than `margin` of `count` values lie below it, or above it.
        public func isExtreme(of count: Int, margin: Int) -> Bool {
            lower <= margin || (upper ?? lower) > count - margin
        }

        /// The quantile of values with `decimals` places, from the integer lowerWeight x[lower] + upperWeight x[upper].
        public func finish(weighted numerator: Int128, decimals: Int) -> Estimate {
            let (bottom, overflow) = (ExactRational.powerOfTen(decimals) ?? 0).multipliedReportingOverflow(
                by: Int128(divisor))
            guard !overflow, let value = ExactRational(numerator, over: bottom) else {
                return .notAvailable(.tooFewValues)
            }
            return .exact(value)
        }
    }

    /// Where the quantile of this probability lies among `count` values in ascending order.
    ///
    /// The position 1 + (N - 1) a/m is exact, a/m being the probability in lowest terms.
    /// Nil where count is not positive, the probability lies outside 0...1, or its denominator exceeds 10^12.
    public static func position(of probability: ExactRational, count: Int) -> Position? {
        let (a, m) = (probability.numerator, probability.denominator)
        guard count > 0, count <= 1 << 40, a >= 0, a <= m, m <= 1_000_000_000_000 else { return nil }
        let (whole, part) = (Int128(count - 1) * a).quotientAndRemainder(dividingBy: m)
        let divisor = Int128(ExactRational.greatestCommonDivisor(part.magnitude, m.magnitude))
        let (upperWeight, total) = (Int64(part / divisor), Int64(m / divisor))
        let lower = Int(whole) + 1
        return Position(
            lower: lower, upper: upperWeight == 0 ? nil : lower + 1, lowerWeight: total - upperWeight,
            upperWeight: upperWeight)
    }

    /// Where the median of `count` values lies; nil where there are none.
    public static func median(count: Int) -> Position? {
        ExactRational(1, over: 2).flatMap { position(of: $0, count: count) }
    }
}
