/// What is public about a linear predictor eta = intercept + sum beta_k x_k on shares, by the bounds of the covariates.
///
/// Nodes and clients derive the scales of what is released from it. All arithmetic is that of doubles without library
/// functions, so it is the same everywhere.
public struct LinearPredictorScale: Sendable, Equatable {
    /// For each covariate the smallest e with |x| <= 2^e.
    public let covariateBits: [Int]
    /// beta_k 2^e / ln 2: how far eta moves in powers of 2 when a covariate moves by its bound.
    public let factors: [Double]
    /// What is added to the sum of the covariates, in powers of 2, from 0 to 1: the fraction of the intercept.
    public let fraction: Double
    /// The whole part of the intercept in powers of 2, which only moves the binary point.
    public let exponent: Int
    /// A whole number that bounds the absolute value of fraction + sum of factors times covariates, before it is clamped.
    public let reach: Int
    /// A whole number that bounds it after that: values beyond 20 on either side of the intercept count as 20.
    public let center: Int

    /// Whether values could lie so far out by the bounds that they are clamped.
    public var isClamped: Bool { reach > center }

    /// No value is larger once the center is added.
    public var largest: Int { 2 * center }
    /// The fractional bits of mantissas: 27, or 26 where exponents have 6 bits.
    public var mantissaBits: Int { largest < 32 ? 27 : 26 }

    /// - Parameters:
    ///   - covariateBits: see ``covariateBits``.
    ///   - coefficients: one a covariate, per unit of its integers.
    ///   - intercept: what is added to eta; at most 18 in absolute value, with what is moved.
    ///   - moved: what is added to the intercept, in powers of 2.
    /// - Returns: nil where eta could differ from the intercept by more than 700 000 by the bounds.
    public init?(
        covariateBits: [Int], coefficients: [ExactRational], intercept: ExactRational = ExactRational(0),
        moved: Double = 0
    ) {
        guard covariateBits.count == coefficients.count else { return nil }
        self.covariateBits = covariateBits
        factors = zip(coefficients, covariateBits).map { $0.double * Double(1 << $1) * Self.perNaturalUnit }
        let bound = factors.reduce(0) { $0 + abs($1) }
        let constant = intercept.double * Self.perNaturalUnit + moved
        guard bound <= Self.widest, abs(constant) <= Self.widestIntercept else { return nil }
        exponent = Int(constant.rounded(.down))
        fraction = constant - constant.rounded(.down)
        reach = Int((bound + fraction).rounded(.up))
        center = min(reach, Self.clamped)
    }

    /// Bounds rather than bits; nil also where a bound is not in 0 ... 2^40.
    public init?(
        bounds: [Int64], coefficients: [ExactRational], intercept: ExactRational = ExactRational(0), moved: Double = 0
    ) {
        guard bounds.allSatisfy({ (0...1 << 40).contains($0) }) else { return nil }
        self.init(
            covariateBits: bounds.map(Self.bits), coefficients: coefficients, intercept: intercept, moved: moved)
    }

    /// ceil(log2 n), 0 for n = 0.
    public static func bits(of n: Int64) -> Int { n <= 1 ? 0 : Int64.bitWidth - (n - 1).leadingZeroBitCount }

    /// |eta| / ln 2 up to which predictors are computed at all.
    private static var widest: Double { 0x1p20 }
    /// |eta| / ln 2 for |eta| = 20, rounded upwards.
    private static var clamped: Int { 29 }
    /// An intercept of 18, in powers of 2.
    private static var widestIntercept: Double { 26 }
    /// 1 / ln 2.
    private static var perNaturalUnit: Double { 1.442_695_040_888_963_4 }
}
