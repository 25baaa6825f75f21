import Fields
import Inference
import MPC
import SecretSharing

/// The sums of a gamma model with logarithmic link: W = 1, (y - mu) g' = y / mu - 1, with y / mu = y exp(-eta).
///
/// Each ratio y / mu is off by 2^-26.7 of itself, by 2^-28 of its value for the largest y that the bound allows, and by
/// half a unit, 2^-(``GeneralizedLinearScales/meanBits`` + 1); a term of Pearson's statistic by (y / mu - 1) 2^-m and a
/// unit of the statistic, with m = ``GeneralizedLinearScales/meanBits`` - ``GeneralizedLinearScales/squareShift``.
struct GammaStep {
    let rows: GeneralizedLinearRows
    let scales: GeneralizedLinearScales
    /// Of -eta.
    let predictor: LinearPredictor
    let model: ModelColumns

    func values(in session: Session) throws -> Shared<Mersenne61> {
        let role = session.role
        let y = try rows.maskedResponse(in: session["response"])
        let response = Covariate(values: y, bound: max(1, rows.response.bound))
        let unit = try UnitCovariates([response], in: session["unit"]).columns[0]
        let counting = rows.mask ?? .publicValue(Array(repeating: .one, count: rows.count), role: role)
        let whole = counting.scaled(by: Mersenne61(1 << 28))
        let exp = try session["exp"].binaryPower(predictor.values, scales.predictor)
        let mantissa = try session["ratio"].rounded(session["ratio"]["product"].multiply(exp.mantissa, unit), by: 28)
        let first = try model.times([mantissa, whole], "first")
        let second = try model.pairs(first[1], "second")
        let ratios = try exp.power.scaled([mantissa] + first[0], by: scales.shift, in: session["scale"])
        let ones = ModelColumns.sums([whole] + first[1])
        let score = ModelColumns.sums(ratios) - (try session["ones"].aligned(ones, from: 28, to: scales.meanBits))

        let rounded = try session["rounded"].aligned(ratios[0], from: scales.squareShift, to: 0)
        let excess = rounded - counting.scaled(by: Mersenne61(1 << UInt64(scales.meanBits - scales.squareShift)))
        let squares = try session["square"].rounded(
            session["square"]["product"].multiply(excess, excess), by: scales.rowBits)
        let sum = try session["sums"].innerProducts([(counting, predictor.values)])
        let exponent = scales.predictor.exponent - scales.predictor.center
        let kernel = sum + counting.sum().scaled(by: Mersenne61(signed: Int64(exponent) << 28))
        return .concatenating([kernel, score, ones, ModelColumns.sums(second), squares.sum()])
    }
}
