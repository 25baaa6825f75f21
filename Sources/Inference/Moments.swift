/// Sums, means, variances: finished exactly from released integers.
///
/// Releases: the number of complete rows, the sum, and for the variance the sum of squares, both about a public centre.
public enum Moments {
    /// The sum of values with `decimals` places, from the sum of their scaled integers.
    public static func sum(_ total: Int128, decimals: Int) -> Estimate {
        ExactRational(total, decimals: decimals).map(Estimate.exact) ?? .notAvailable(.tooFewValues)
    }

    /// total / count; not available for no values.
    public static func mean(sum total: Int128, count: Int, decimals: Int) -> Estimate {
        guard count > 0, let sum = ExactRational(total, decimals: decimals),
            let mean = sum.divided(by: ExactRational(count))
        else { return .notAvailable(.tooFewValues) }
        return .exact(mean)
    }

    /// (N q - s^2) / (N (N - 1)), exact; not available for fewer than two values.
    ///
    /// s and q are the sums of the scaled integers and of their squares, both about the same centre, whichever it was.
    public static func variance(sum total: Int128, squares: Int128, count: Int, decimals: Int) -> Estimate {
        guard count > 1 else { return .notAvailable(.tooFewValues) }
        let n = Int128(count)
        let (scaled, first) = n.multipliedReportingOverflow(by: squares)
        let (square, second) = total.multipliedReportingOverflow(by: total)
        let (top, third) = scaled.subtractingReportingOverflow(square)
        if !first, !second, !third, let unscaled = ExactRational(top, over: n * (n - 1)),
            let places = ExactRational.powerOfTen(2 * decimals), let unit = ExactRational(1, over: places),
            let variance = unscaled.multiplied(by: unit)
        {
            return .exact(variance)
        }
        return approximateVariance(sum: total, squares: squares, count: count, decimals: decimals)
    }

    /// The square root of the variance, in double precision.
    public static func standardDeviation(sum total: Int128, squares: Int128, count: Int, decimals: Int) -> Estimate {
        switch variance(sum: total, squares: squares, count: count, decimals: decimals) {
        case .exact(let variance): squareRoot(variance)
        case .approximate(let variance): .approximate(variance.squareRoot())
        case .notAvailable(let reason): .notAvailable(reason)
        }
    }

    /// The square root; exact where numerator and denominator are squares.
    public static func squareRoot(_ value: ExactRational) -> Estimate {
        if let top = integerRoot(value.numerator), let bottom = integerRoot(value.denominator),
            let root = ExactRational(top, over: bottom)
        {
            return .exact(root)
        }
        return .approximate(value.double.squareRoot())
    }

    private static func integerRoot(_ value: Int128) -> Int128? {
        guard value >= 0, value < 1 << 100 else { return nil }
        let guess = Int128(Double(value).squareRoot())
        return (max(0, guess - 1)...guess + 1).first { $0 * $0 == value }
    }

    /// For sums whose squares leave 128 bits: about the mean's integer part, which leaves only the last bits in question.
    private static func approximateVariance(sum: Int128, squares: Int128, count: Int, decimals: Int) -> Estimate {
        let n = Int128(count)
        let centre = sum / n
        // sum (x - c)^2 = q - 2 c s + n c^2 = q - c (2 s - n c), and sum (x - c) = s - n c, smaller than n.
        let (product, overflow) = centre.multipliedReportingOverflow(by: 2 * sum - n * centre)
        let rest = Double(sum - n * centre)
        let about =
            overflow ? Double(squares) - Double(centre) * Double(2 * sum - n * centre) : Double(squares - product)
        var value = max(0, (about - rest * rest / Double(count)) / Double(count - 1))
        for _ in 0..<(2 * decimals) { value /= 10 }
        return .approximate(value)
    }
}
