import Fields
import Inference
import MPC
import SecretSharing

/// exp(eta) of each row, and the sums of it over the risk sets.
///
/// The weights are w = 2^(z + center) 2^(m - s): a mantissa of m fractional bits shifted up by the exponent and, where
/// the sums would have no room in 58 bits, down by a public s with a rounding. For |eta| <= B that is none while
/// 2 B / ln 2 + log2(rows at risk times ties) <= 29: B <= 7 for 100 rows, 4 for 100 000. Beyond that a weight is off by
/// half a unit, which is 2^(s - m) of a weight with eta = -B, apart from the relative error 2^-26.7.
struct CoxWeights {
    let terms: CoxTerms
    let covariates: UnitCovariates
    let predictor: LinearPredictor
    let mantissa: Shared<Mersenne61>
    let power: SharedPower
    /// The fractional bits of the mantissa.
    let mantissaBits: Int
    /// s.
    let shift: Int

    init(
        _ rows: SortedCoxRows, at coefficients: [ExactRational], ties: CoxTies, in session: Session
    ) throws {
        terms = CoxTerms(rows.pattern, ties: ties)
        covariates = try UnitCovariates(rows.covariates, in: session["covariates"])
        guard coefficients.count == covariates.columns.count else {
            throw LikelihoodProblem.wrongNumberOfCoefficients(
                expected: covariates.columns.count, got: coefficients.count)
        }
        guard let scale = LinearPredictorScale(covariateBits: covariates.bits, coefficients: coefficients) else {
            throw LikelihoodProblem.linearPredictorTooWide
        }
        predictor = try LinearPredictor(covariates, scale, rows: rows.pattern.count, in: session["eta"])
        let room = 58 - Covariate.bits(of: Int64(terms.largestSum) + 1)
        guard room >= 27 else { throw LikelihoodProblem.tooManyRows }
        if predictor.isConstant {
            // All weights are 1; with 28 bits the covariates are their own products.
            let ones = [Mersenne61](repeating: Mersenne61(1 << 28), count: rows.pattern.count)
            mantissa = .publicValue(ones, role: session.role)
            power = try SharedPower(bits: [], count: rows.pattern.count, in: session["power"])
            mantissaBits = 28
        } else {
            let weights = try session["exp"].binaryPower(predictor.values, scale)
            (mantissa, power, mantissaBits) = (weights.mantissa, weights.power, scale.mantissaBits)
        }
        shift = max(0, scale.largest + mantissaBits - room)
    }

    /// Columns that were multiplied by the mantissas, finished and summed for each term.
    ///
    /// - Communication: see ``SharedPower/scaled(_:by:in:)``; none where all weights are 1 and fit.
    func sums(of columns: [Shared<Mersenne61>], in session: Session) throws(MPCError) -> [Shared<Mersenne61>] {
        let isWhole = predictor.isConstant && shift == 0
        let weighted = isWhole ? columns : try power.scaled(columns, by: shift, in: session)
        return weighted.map { terms.sums(of: $0) }
    }

    /// The sums of the weights for each term, normalised.
    ///
    /// Where weights of less than a unit can occur, a sum of 0 counts as a unit.
    func normalised(_ sums: Shared<Mersenne61>, in session: Session) throws(MPCError) -> Normalised {
        try session.normalised(shift > mantissaBits - 1 ? sums.adding(.one, role: session.role) : sums)
    }

    /// log2 of the factor by which the weights exceed exp(eta).
    var excess: Int { predictor.scale.center + mantissaBits - shift }
}
