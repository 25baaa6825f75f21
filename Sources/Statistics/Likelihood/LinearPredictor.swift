import Fields
import Inference
import MPC
import SecretSharing

/// The linear predictor of a model in powers of 2: z = (intercept + sum beta_k x_k) / ln 2, with 28 fractional bits.
///
/// The public coefficients are multiplied by 1 / ln 2 and rounded so that the sum makes the most of 58 bits: with |eta| <= 20 and
/// covariates of e bits (28 at most) the sum is off by 2^(e - 53) a covariate, and z by the final rounding, 2^-29.
struct LinearPredictor {
    /// z + center >= 0, one number a row, 28 fractional bits.
    let values: Shared<Mersenne61>
    /// The whole number that was added to z so that it is not negative.
    let center: Int
    /// Whether all coefficients are 0.
    let isConstant: Bool

    /// No row has a larger z + center.
    var largest: Int { 2 * center }

    /// The fractional bits of z.
    static var fractionBits: Int { 28 }

    /// - Parameters:
    ///   - covariates: the columns.
    ///   - coefficients: one a column, per unit of its integers.
    ///   - intercept: a public number that is added to eta.
    ///   - rows: the number of rows.
    /// - Communication: one rounding a row (11 hops); none where all coefficients are 0.
    init(
        _ covariates: UnitCovariates, _ coefficients: [ExactRational], intercept: ExactRational = ExactRational(0),
        rows: Int, in session: Session
    ) throws {
        let (columns, bits) = (covariates.columns, covariates.bits)
        guard coefficients.count == columns.count else {
            throw LikelihoodProblem.wrongNumberOfCoefficients(expected: columns.count, got: coefficients.count)
        }
        guard
            let scale = LinearPredictorScale(covariateBits: bits, coefficients: coefficients, intercept: intercept)
        else { throw LikelihoodProblem.linearPredictorTooWide }
        center = scale.center
        isConstant = scale.factors.allSatisfy { $0 == 0 }
        let f = Self.fractionBits
        let places = 57 - Covariate.bits(of: Int64(center) + 1)
        var sum = Shared<Mersenne61>.zero(count: rows)
        for (k, factor) in scale.factors.enumerated() where factor != 0 {
            let e = min(bits[k], UnitCovariates.fractionBits)
            let c = Mersenne61(signed: Int64((factor * Self.power(places - e)).rounded()))
            // Back to the integers: a division by 2^(28 - e), exact modulo 2^61 - 1.
            let integers = Mersenne61(1 << UInt64((61 - UnitCovariates.fractionBits + e) % 61))
            sum = sum + columns[k].scaled(by: c * integers)
        }
        if !isConstant { sum = try session["round"].rounded(sum, by: places - f) }
        let added = Int64((scale.intercept * Self.power(f)).rounded()) + Int64(center) << Int64(f)
        values = sum.adding(Mersenne61(signed: added), role: session.role)
    }

    /// 2^exponent.
    private static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}
