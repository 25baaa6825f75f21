import Fields
import Inference
import MPC
import SecretSharing

/// The linear predictor of a model in powers of 2, with 28 fractional bits: exp(eta) = 2^(values - center + exponent).
///
/// The public coefficients are multiplied by 1 / ln 2 and rounded so that the sum makes the most of 58 bits: with
/// covariates of e bits (28 at most) the sum is off by 2^(e - 53) a covariate, and the values by the final rounding,
/// 2^-29.
struct LinearPredictor {
    /// One number a row, 0 ... 2 center.
    let values: Shared<Mersenne61>
    /// What is public about it.
    let scale: LinearPredictorScale

    /// Whether all coefficients are 0.
    var isConstant: Bool { scale.factors.allSatisfy { $0 == 0 } }

    /// The fractional bits of the values.
    static var fractionBits: Int { 28 }

    /// - Parameters:
    ///   - covariates: the columns.
    ///   - scale: of as many coefficients.
    ///   - rows: the number of rows.
    /// - Communication: one rounding a row (11 hops); none where all coefficients are 0. Where values are clamped two signs
    ///   and 32 bytes a row more.
    init(
        _ covariates: UnitCovariates, _ scale: LinearPredictorScale, rows: Int, in session: Session
    ) throws(MPCError) {
        self.scale = scale
        let f = Self.fractionBits
        let places = 57 - LinearPredictorScale.bits(of: Int64(scale.reach) + 1)
        var sum = Shared<Mersenne61>.zero(count: rows)
        for (k, factor) in scale.factors.enumerated() where factor != 0 {
            let e = min(covariates.bits[k], UnitCovariates.fractionBits)
            let c = Mersenne61(signed: Int64((factor * Self.power(places - e)).rounded()))
            // Back to the integers: a division by 2^(28 - e), exact modulo 2^61 - 1.
            let integers = Mersenne61(1 << UInt64((61 - UnitCovariates.fractionBits + e) % 61))
            sum = sum + covariates.columns[k].scaled(by: c * integers)
        }
        if scale.factors.contains(where: { $0 != 0 }) { sum = try session["round"].rounded(sum, by: places - f) }
        let added = Int64((scale.fraction * Self.power(f)).rounded()) + Int64(scale.center) << Int64(f)
        let shifted = sum.adding(Mersenne61(signed: added), role: session.role)
        values = scale.isClamped ? try session["clamp"].clamped(shifted, to: Int64(scale.largest) << Int64(f)) : shifted
    }

    /// 2^exponent.
    private static func power(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}

extension Session {
    /// x where it lies between 0 and a limit, else the nearer of the two; for |x| < 2^58.
    ///
    /// - Communication: two signs (see ``isNegative(_:)``), their conversion and two products a number.
    /// - Leakage: none.
    fileprivate func clamped(_ x: Shared<Mersenne61>, to limit: Int64) throws(MPCError) -> Shared<Mersenne61> {
        let top = Mersenne61(signed: limit)
        let below = try self["below"].toField(try self["below"]["sign"].isNegative(x))
        let raised = x - (try self["below"]["product"].multiply(below, x))
        let room = (-raised).adding(top, role: role)
        let above = try self["above"].toField(try self["above"]["sign"].isNegative(room))
        let kept = room - (try self["above"]["product"].multiply(above, room))
        return (-kept).adding(top, role: role)
    }
}
