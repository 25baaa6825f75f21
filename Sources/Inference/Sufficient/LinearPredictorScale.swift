/// What is public about a linear predictor eta = intercept + sum beta_k x_k on shares, by the bounds of the covariates.
///
/// Nodes and clients derive the scales of what is released from it. All arithmetic is that of doubles without library
/// functions, so it is the same everywhere.
public struct LinearPredictorScale: Sendable, Equatable {
    /// For each covariate the smallest e with |x| <= 2^e.
    public let covariateBits: [Int]
    /// beta_k 2^e / ln 2: how far eta moves in powers of 2 when a covariate moves by its bound.
    public let factors: [Double]
    /// The intercept in powers of 2.
    public let intercept: Double
    /// A whole number that bounds |eta| / ln 2.
    public let center: Int

    /// Nil where eta could exceed 20 on either side by the bounds.
    public init?(covariateBits: [Int], coefficients: [ExactRational], intercept: ExactRational = ExactRational(0)) {
        guard covariateBits.count == coefficients.count else { return nil }
        self.covariateBits = covariateBits
        factors = zip(coefficients, covariateBits).map { $0.double * Double(1 << $1) * Self.perNaturalUnit }
        self.intercept = intercept.double * Self.perNaturalUnit
        let bound = factors.reduce(abs(self.intercept)) { $0 + abs($1) }
        guard bound <= Self.widest else { return nil }
        center = Int(bound.rounded(.up))
    }

    /// Bounds rather than bits; nil also where a bound is not in 0 ... 2^40.
    public init?(bounds: [Int64], coefficients: [ExactRational], intercept: ExactRational = ExactRational(0)) {
        guard bounds.allSatisfy({ (0...1 << 40).contains($0) }) else { return nil }
        self.init(covariateBits: bounds.map(Self.bits), coefficients: coefficients, intercept: intercept)
    }

    /// ceil(log2 n), 0 for n = 0.
    public static func bits(of n: Int64) -> Int { n <= 1 ? 0 : Int64.bitWidth - (n - 1).leadingZeroBitCount }

    /// |eta| / ln 2 for |eta| = 20.
    private static var widest: Double { 28.9 }
    /// 1 / ln 2.
    private static var perNaturalUnit: Double { 1.442_695_040_888_963_4 }
}
