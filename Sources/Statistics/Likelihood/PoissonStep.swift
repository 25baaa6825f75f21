import Fields
import Inference
import MPC
import SecretSharing

/// The sums of a Poisson model: mu = W = exp(eta).
///
/// As in a Cox model mantissas are multiplied first and shifted then, so that sums are all that must have room. Each
/// mean is off by 2^-26.7 of itself and by half a unit, 2^-(``GeneralizedLinearScales/meanBits`` + 1).
struct PoissonStep {
    let rows: GeneralizedLinearRows
    let scales: GeneralizedLinearScales
    let predictor: LinearPredictor
    let model: ModelColumns

    func values(in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        let p = model.columns.count
        let y = try rows.maskedResponse(in: session["response"])
        let exp = try session["exp"].binaryPower(predictor.values, scales.predictor, withInverse: true)
        guard let inverse = exp.inverse else { preconditionFailure("the inverse was asked for") }
        let inverseMean = try inverse.power.scaled(
            [inverse.mantissa], by: scales.inverseShift - scales.inverseLimb, in: session["inverse mean"])[0]
        let mantissa =
            try rows.mask.map { mask throws(MPCError) in
                try session["select"].multiply(mask, exp.mantissa)
            } ?? exp.mantissa
        let first = try model.times([mantissa], "first")[0]
        let second = try model.pairs(first, "second")
        let weighted = try exp.power.scaled([mantissa] + first + second, by: scales.shift, in: session["mean"])
        let sums = ModelColumns.sums(weighted)

        let dropped = 28 - scales.predictorBits
        let eta = dropped > 0 ? try session["eta"].rounded(predictor.values, by: dropped) : predictor.values
        let squares = try session["square"].multiply(y, y)
        let (high, low) = try limbs(of: inverseMean, in: session["limbs"])
        let products = try session["sums"].innerProducts(
            [(y, eta), (squares, high), (squares, low)] + model.columns.map { (y, $0) })
        let exponent = Int64(scales.predictor.exponent - scales.predictor.center)
        let kernel = products[0] + y.sum().scaled(by: Mersenne61(signed: exponent << Int64(scales.predictorBits)))
        let observed = try Shared.concatenating([
            session["observed"].aligned(y.sum(), from: 0, to: scales.meanBits),
            session["observed x"].aligned(products[3..<3 + p], from: 28, to: scales.meanBits),
        ])
        let f = scales.pearsonBits
        let counted = try session["pearson y"].aligned(y.sum(), from: 0, to: f)
        let carried = products[1] + (try session["carry"].aligned(products[2], from: scales.inverseLimb, to: 0))
        let pearson =
            try session["pearson"].aligned(carried, from: scales.inverseBits, to: f) - counted.scaled(by: 2)
            + session["pearson mean"].aligned(sums[0], from: scales.meanBits, to: f)
        return .concatenating([kernel, observed - sums[0..<1 + p], sums, pearson])
    }

    /// The numbers without their low bits, and the low bits.
    private func limbs(
        of x: Shared<Mersenne61>, in session: Session
    ) throws(MPCError) -> (high: Shared<Mersenne61>, low: Shared<Mersenne61>) {
        guard scales.inverseLimb > 0 else { return (x, .zero(count: x.count)) }
        let high = try session.shiftedDown(x, by: scales.inverseLimb)
        return (high, x - high.scaled(by: Mersenne61(1 << UInt64(scales.inverseLimb))))
    }
}
