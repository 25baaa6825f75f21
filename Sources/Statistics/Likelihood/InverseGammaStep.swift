import Fields
import Inference
import MPC
import SecretSharing

/// The sums of a gamma model with inverse link: mu = 1 / eta, W = mu^2, (y - mu) W g' = mu - y.
///
/// eta is an exact whole number a row. Each mean is off by 2^-26 of itself and by 2^-30 of the largest one that the bounds
/// allow; a term of Pearson's statistic by (y / mu - 1) 2^-b, with b = ``GeneralizedLinearScales/ratioBits``.
struct InverseGammaStep {
    let rows: GeneralizedLinearRows
    let scales: GeneralizedLinearScales
    let predictor: InversePredictorScale
    let model: ModelColumns

    func values(in session: Session) throws -> Shared<Mersenne61> {
        let role = session.role
        let y = try rows.maskedResponse(in: session["response"])
        let response = Covariate(values: y, bound: max(1, rows.response.bound))
        let unit = try UnitCovariates([response], in: session["unit"]).columns[0]
        let counting = rows.mask ?? .publicValue(Array(repeating: .one, count: rows.count), role: role)
        var eta = Shared<Mersenne61>.publicValue(
            Array(repeating: Mersenne61(signed: predictor.constant), count: rows.count), role: role)
        for (covariate, factor) in zip(rows.covariates, predictor.factors) {
            eta = eta + covariate.values.scaled(by: Mersenne61(signed: factor))
        }
        let normalised = try session["normalise"].normalised(eta)
        // 1 / eta = reciprocal 2^(k - 58) 2^s; the reciprocal gets 26 fractional bits so that the product fits.
        let reciprocal = try session["narrow"].rounded(normalised.reciprocal, by: 1)
        let all = try normalised.power.scaled([reciprocal], by: predictor.shift, in: session["scale"])[0]
        let mean =
            try rows.mask.map { mask throws(MPCError) in
                try session["select"].multiply(mask, all)
            } ?? all
        let first = try model.times([mean, unit], "first")
        let weights = try self.weights([mean] + first[0], in: session["weights"])

        let predicted = ModelColumns.sums([mean] + first[0])
        let observed = ModelColumns.sums([unit] + first[1])
        // Both in units of the response's integers, with as many fractional bits as there is room for.
        let score =
            try session["predicted"].aligned(predicted, from: predictor.meanBits, to: scales.scoreBits)
            - session["observed"].aligned(observed, from: 28 - scales.responseBits, to: scales.scoreBits)

        let narrow = try session["eta"].rounded(eta, by: 28)
        let ratio = try session["ratio"].rounded(session["ratio"]["product"].multiply(unit, narrow), by: 28)
        let excess = ratio - counting.scaled(by: Mersenne61(1 << UInt64(scales.ratioBits)))
        let squares = try session["square"].rounded(
            session["square"]["product"].multiply(excess, excess), by: scales.rowBits)
        let logarithms = try session["sums"].innerProducts([(counting, normalised.logarithm)])
        let kernel = logarithms - counting.sum().scaled(by: Mersenne61(signed: Int64(predictor.fractionBits) << 28))
        return .concatenating([kernel, score, weights, squares.sum()])
    }

    /// The sums of the products of two of these, the upper triangle row by row.
    private func weights(
        _ columns: [Shared<Mersenne61>], in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let pairs = columns.indices.flatMap { k in (k..<columns.count).map { (columns[k], columns[$0]) } }
        let products = try session["product"].multiply(pairs)
        let rounded = try session["round"].rounded(.concatenating(products), by: scales.rowBits)
        return ModelColumns.sums(rounded.split(products.map(\.count)))
    }
}
