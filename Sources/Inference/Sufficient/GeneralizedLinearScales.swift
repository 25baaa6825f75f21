/// A family of generalized linear models with its link, as its steps are computed on shares. Quasi families share them.
public enum LikelihoodFamily: Hashable, Sendable {
    /// 0 or 1, logit link (R: `binomial()`, `quasibinomial()`).
    case binomial
    /// Counts, logarithmic link (R: `poisson()`, `quasipoisson()`).
    case poisson
    /// Positive numbers, logarithmic link (R: `Gamma(link = "log")`).
    case gammaLog
    /// Positive numbers, inverse link (R: `Gamma()`).
    case gammaInverse

    /// Whether the response is a positive number at a public scale.
    public var isGamma: Bool { self == .gammaLog || self == .gammaInverse }
}

/// What is public about a step of a generalized linear model: how far numbers are shifted so that all sums have room in
/// 58 bits, and how to read what the step discloses as whole numbers.
public struct GeneralizedLinearScales: Sendable, Equatable {
    /// The family.
    public let family: LikelihoodFamily
    /// What is public about eta, without the intercept's column; about -eta for ``LikelihoodFamily/gammaLog``.
    public let predictor: LinearPredictorScale
    /// What is public about eta for ``LikelihoodFamily/gammaInverse``, for the response's integers; else nil.
    public let inverse: InversePredictorScale?
    /// How many of the predictor's columns belong to the model; an offset behind them does not.
    public let covariates: Int
    /// The smallest e with y <= 2^e, for the integers of the response.
    public let responseBits: Int
    /// d, where y is 10^-d times its integers.
    public let responseDecimals: Int
    /// 2^rowBits is above the number of rows.
    public let rowBits: Int

    /// - Parameters:
    ///   - family: the family.
    ///   - rows: the number of rows of the table, whether they count or not.
    ///   - responseBound: the largest value that the integers of the response may have.
    ///   - responseDecimals: d, where y is 10^-d times the integers; 0 for counts.
    ///   - bounds: for each covariate the bound of its absolute value, 0 ... 2^40.
    ///   - intercept: the first coefficient.
    ///   - coefficients: the others, one a covariate, per unit of its integers.
    ///   - offset: the bound of the integers of an offset, and its unit.
    /// - Returns: nil where a bound is out of range, the intercept beyond 18, or eta could differ from it by more than
    ///   20; for an inverse link where eta could be 0 or negative, or there is an offset.
    public init?(
        family: LikelihoodFamily, rows: Int, responseBound: Int64, responseDecimals: Int = 0, bounds: [Int64],
        intercept: ExactRational, coefficients: [ExactRational], offset: (bound: Int64, unit: ExactRational)? = nil
    ) {
        guard bounds.count == coefficients.count, (1...1 << 40).contains(responseBound) else { return nil }
        let isNegated = family == .gammaLog
        let isInverse = family == .gammaInverse
        let all = coefficients + (offset.map { [$0.unit] } ?? [])
        let moved = isNegated ? -Double(responseDecimals) * Self.powersOfTen : 0
        guard
            let predictor = LinearPredictorScale(
                bounds: bounds + (offset.map { [$0.bound] } ?? []),
                coefficients: isInverse ? all.map { _ in ExactRational(0) } : isNegated ? all.map(\.negated) : all,
                intercept: isInverse ? ExactRational(0) : isNegated ? intercept.negated : intercept, moved: moved)
        else { return nil }
        inverse = Self.inverse(family, bounds, [intercept] + coefficients, responseDecimals)
        guard !isInverse || (inverse != nil && offset == nil) else { return nil }
        self.family = family
        self.predictor = predictor
        covariates = bounds.count
        responseBits = LinearPredictorScale.bits(of: responseBound)
        self.responseDecimals = responseDecimals
        rowBits = LinearPredictorScale.bits(of: Int64(rows) + 1)
    }

    private static func inverse(
        _ family: LikelihoodFamily, _ bounds: [Int64], _ coefficients: [ExactRational], _ decimals: Int
    ) -> InversePredictorScale? {
        guard family == .gammaInverse else { return nil }
        let scaled = coefficients.map { $0.double / powerOfTen(decimals) }
        return InversePredictorScale(bounds: bounds, intercept: scaled[0], coefficients: Array(scaled.dropFirst()))
    }

    /// 10^exponent.
    static func powerOfTen(_ exponent: Int) -> Double { (0..<exponent).reduce(into: 1.0) { power, _ in power *= 10 } }

    /// log2 10.
    static var powersOfTen: Double { 3.321_928_094_887_362_3 }
    /// What sums have room for.
    private static var room: Int { 57 }

    /// By how much exp(eta) is shifted down; for ``LikelihoodFamily/gammaLog`` exp(-eta) y.
    public var shift: Int {
        let sum = predictor.largest + predictor.mantissaBits + rowBits - Self.room
        let unit = predictor.center + predictor.mantissaBits - predictor.exponent
        switch family {
        case .gammaInverse: return inverse?.shift ?? 0
        case .binomial: return max(0, sum, unit - Self.room)
        case .poisson: return max(0, sum, responseBits + unit + rowBits - Self.room)
        case .gammaLog: return max(0, sum, unit - responseBits + rowBits - Self.room)
        }
    }

    /// The fractional bits of exp(eta), or of exp(-eta) y.
    public var meanBits: Int {
        if let inverse { return inverse.meanBits }
        let unit = predictor.center + predictor.mantissaBits - predictor.exponent - shift
        return family == .gammaLog ? unit - responseBits : unit
    }

    /// By how much exp(-eta) is shifted down, for the sum of Pearson's statistic.
    public var inverseShift: Int {
        let squares = family == .poisson ? 2 * responseBits : 0
        return max(0, predictor.mantissaBits + 1 + inversePlaces + squares + rowBits - Self.room)
    }

    /// How many of the bits that ``inverseShift`` drops are summed by themselves for counts, so that only the sum is
    /// rounded.
    public var inverseLimb: Int {
        guard family == .poisson else { return 0 }
        let others = 2 * responseBits + rowBits
        return max(0, min(inverseShift, Self.room - others, others))
    }

    /// 2^-z is computed as a whole number over 2^(places + 1).
    public var inversePlaces: Int { predictor.largest < 32 ? predictor.largest : 63 }

    /// The fractional bits of exp(-eta).
    public var inverseBits: Int {
        inversePlaces + 1 + predictor.mantissaBits - inverseShift - predictor.center + predictor.exponent
    }

    /// The fractional bits of y / mu for ``LikelihoodFamily/gammaInverse``.
    public var ratioBits: Int { (inverse?.fractionBits ?? 0) - responseBits - 28 }

    /// By how much y / mu is shifted down before it is squared, for ``LikelihoodFamily/gammaLog``.
    public var squareShift: Int {
        max(0, predictor.largest + predictor.mantissaBits - shift - 29, meanBits - 29)
    }

    /// The fractional bits of the sum of y eta in powers of 2.
    public var predictorBits: Int {
        family == .poisson ? min(28, Self.room - 6 - responseBits - rowBits) : 28
    }

    /// The fractional bits of the score.
    public var scoreBits: Int {
        switch family {
        case .binomial: 28
        case .poisson, .gammaLog: meanBits
        case .gammaInverse: min(meanBits, Self.room - 1 - rowBits - responseBits)
        }
    }
    /// The fractional bits of the information.
    public var informationBits: Int {
        switch family {
        case .poisson: meanBits
        case .binomial, .gammaLog: 28
        case .gammaInverse: 2 * meanBits - rowBits
        }
    }
    /// The fractional bits of Pearson's statistic.
    public var pearsonBits: Int {
        switch family {
        case .binomial: min(inverseBits, meanBits)
        case .poisson: min(inverseBits, meanBits, Self.room - responseBits - rowBits)
        case .gammaLog: 2 * (meanBits - squareShift) - rowBits
        case .gammaInverse: 2 * ratioBits - rowBits
        }
    }

    /// Whether all sums have room, with whatever shifts.
    public var hasRoom: Bool {
        let shifts = [shift, inverseShift, squareShift].allSatisfy { $0 <= 58 }
        switch family {
        case .binomial: return shifts && responseBits == 0 && meanBits >= 0
        case .poisson: return shifts && responseBits + rowBits <= 29
        case .gammaLog: return shifts && meanBits - squareShift >= 0
        case .gammaInverse: return shifts && (8...29).contains(ratioBits)
        }
    }
}
