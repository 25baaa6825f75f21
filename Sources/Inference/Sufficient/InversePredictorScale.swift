/// What is public about a linear predictor eta = intercept + sum beta_k x_k that is the reciprocal of a mean, by the bounds
/// of the covariates: with it eta is a whole number of at most 57 bits, without any rounding of a row.
///
/// Nodes and clients derive it alike; all arithmetic is that of integers, and of doubles without library functions.
public struct InversePredictorScale: Sendable, Equatable {
    /// The coefficients times 2^``fractionBits``, one a covariate, per unit of its integers.
    public let factors: [Int64]
    /// The intercept times 2^``fractionBits``.
    public let constant: Int64
    /// s, where the whole number is eta 2^s.
    public let fractionBits: Int
    /// No whole number has its top bit below this place.
    public let lowestTop: Int
    /// The intercept and the coefficients, as numbers.
    public let coefficients: [Double]

    /// - Parameters:
    ///   - bounds: for each covariate the bound of its absolute value.
    ///   - intercept: the first coefficient, for the integers of the response.
    ///   - coefficients: the others, per unit of the covariates' integers.
    /// - Returns: nil where eta could be 0 or negative by the bounds, or so small that the largest mean is more than 2^20
    ///   times the smallest.
    public init?(bounds: [Int64], intercept: Double, coefficients: [Double]) {
        let spread = zip(bounds, coefficients).reduce(0.0) { $0 + Double($1.0) * abs($1.1) }
        let highest = intercept + spread
        guard bounds.count == coefficients.count, intercept - spread > 0, highest.isFinite, highest.isNormal else {
            return nil
        }
        let shift = 55 - Int(highest.exponent)
        guard (-900...900).contains(shift) else { return nil }
        let unit = Double(sign: .plus, exponent: shift, significand: 1)
        let whole = coefficients.compactMap { Int64(exactly: ($0 * unit).rounded()) }
        guard whole.count == coefficients.count, whole.allSatisfy({ $0.magnitude < 1 << 60 }),
            let constant = Int64(exactly: (intercept * unit).rounded())
        else { return nil }
        (factors, self.constant) = (whole, constant)
        let distance = zip(bounds, factors).reduce(Int128(0)) { $0 + Int128($1.0) * Int128(abs($1.1)) }
        guard Int128(constant) + distance < 1 << 57, let lowest = Int64(exactly: Int128(constant) - distance),
            lowest >= 1 << 36
        else { return nil }
        fractionBits = shift
        lowestTop = Int64.bitWidth - 1 - lowest.leadingZeroBitCount
        self.coefficients = [intercept] + coefficients
    }

    /// By how much 26 bits of a mean times a power of 2 are shifted down, so that no mean has more than 29 bits.
    public var shift: Int { 61 - lowestTop }
    /// The fractional bits of a mean, in units of the response's integers; may be negative.
    public var meanBits: Int { 29 + lowestTop - fractionBits }
}
