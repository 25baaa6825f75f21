import Fields
import Inference
import MPC
import SecretSharing

/// The sums of a logistic model: mu = 1 / (1 + exp(-eta)), W = mu (1 - mu).
///
/// Means are off by less than 2^-27, each row's part of the log likelihood by less than 2^-26.
struct BinomialStep {
    let rows: GeneralizedLinearRows
    let scales: GeneralizedLinearScales
    let predictor: LinearPredictor
    let model: ModelColumns

    func values(in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        let role = session.role
        let one = Mersenne61(1 << 28)
        let y = try rows.maskedResponse(in: session["response"])
        let counting = rows.mask ?? .publicValue(Array(repeating: .one, count: rows.count), role: role)
        let exp = try session["exp"].binaryPower(predictor.values, scales.predictor, withInverse: true)
        guard let inverse = exp.inverse else { preconditionFailure("the inverse was asked for") }
        // exp(eta) and exp(-eta).
        let odds = try exp.power.scaled([exp.mantissa], by: scales.shift, in: session["odds"])[0]
        let inverseOdds = try inverse.power.scaled(
            [inverse.mantissa], by: scales.inverseShift, in: session["inverse odds"])[0]
        // 1 + exp(eta) with its logarithm, and mu.
        let sum = try session["normalise"].normalised(
            odds.adding(Mersenne61(1 << UInt64(scales.meanBits)), role: role))
        let raised = try session["raise"].rounded(session["raise"]["product"].multiply(odds, sum.scale), by: 29)
        let mean = try session["mean"].rounded(session["mean"]["product"].multiply(raised, sum.reciprocal), by: 28)
        let selected =
            try rows.mask.map { mask throws(MPCError) in
                try session["select"].multiply(mask, mean)
            } ?? mean
        let weight = try session["weight"].rounded(
            session["weight"]["product"].multiply(selected, (-mean).adding(one, role: role)), by: 28)
        let residual = y.scaled(by: one) - selected
        let first = try model.times([residual, weight], "first")
        let second = try model.pairs(first[1], "second")

        let products = try session["sums"].innerProducts([
            (y, predictor.values), (counting, sum.logarithm), (y, inverseOdds), (counting - y, odds),
        ])
        let exponent = scales.predictor.exponent - scales.predictor.center
        let kernel =
            products[0] - products[1] + y.sum().scaled(by: Mersenne61(signed: Int64(exponent) << 28))
            + counting.sum().scaled(by: Mersenne61(signed: Int64(scales.meanBits) << 28))
        let pearson =
            try session["pearson"].aligned(products[2], from: scales.inverseBits, to: scales.pearsonBits)
            + session["pearson odds"].aligned(products[3], from: scales.meanBits, to: scales.pearsonBits)
        return .concatenating([
            kernel, ModelColumns.sums([residual] + first[0]), ModelColumns.sums([weight] + first[1] + second), pearson,
        ])
    }
}
