import Fields
public import Inference
public import MPC
import SecretSharing

/// Log partial likelihood, score and information of a Cox model at public coefficients (R: `coxph`, one step of its
/// iteration).
///
/// With the risk sets as public ranges of sorted rows, w = exp(eta) and S_k the sums of w x^k over a risk set, each
/// event adds eta - log S_0 to the log likelihood, x - S_1 / S_0 to the score and S_2 / S_0 - (S_1 / S_0)^2 to the
/// information.
///
/// In units of the power of 2 that bounds a covariate each event adds an error below 2^-24 to the log likelihood, to
/// the score and to the information, as long as weights are above 2^26 (see ``CoxWeights``). Errors are those of
/// roundings and of polynomials and mostly cancel; where all coefficients are 0 the weights are exact, and the score is
/// off by 2^-26 an event.
public enum CoxStep {
    /// The step at coefficients.
    ///
    /// - Parameters:
    ///   - rows: the sorted rows.
    ///   - coefficients: one a covariate, per unit of its integers. By the bounds |eta| <= 20.
    /// - Releases: the log partial likelihood, one element of the score a covariate, and the upper triangle of the
    ///   information row by row, to be read by ``CoxScales/step(_:)``. R: `coxph(..., init = beta, iter.max = 0)`.
    /// - Communication: for p covariates and q = p (p + 1) / 2 pairs about 60 products, 1 200 ANDs, and 9 products and
    ///   115 ANDs for each of p + q more a row; a term takes about 145 products, 2 300 ANDs, and 19 products and 230
    ///   ANDs for each of p + q. About 215 hops where there are few rows. Where all coefficients are 0 no exponential
    ///   function is needed.
    /// - Leakage: none beyond what is released.
    public static func candidate(
        of rows: SortedCoxRows, at coefficients: [ExactRational], ties: CoxTies, in session: Session
    ) throws -> Candidate {
        let weights = try CoxWeights(rows, at: coefficients, ties: ties, in: session["weights"])
        let (terms, role) = (weights.terms, session.role)
        let count = 1 + coefficients.count + CoxMoments.pairs(coefficients.count).count
        var values = Shared<Mersenne61>.zero(count: count)
        if !terms.terms.isEmpty {
            let moments = try CoxMoments(weights, in: session["moments"])
            let score = zip(weights.covariates.columns, moments.means).map {
                terms.eventSum(of: $0) - terms.total(of: $1)
            }
            // S_0 is the sum of weights over 2^excess and the multiplier.
            let known = terms.terms.reduce(Int64(0)) {
                let logarithm = BinaryLogarithm.value(of: $1.multiplier) + Int64(weights.excess) << 28
                return $0 + Int64($1.weight) * logarithm
            }
            let events = Int64(rows.pattern.events) * Int64(weights.predictor.scale.center) << 28
            let likelihood =
                (terms.eventSum(of: weights.predictor.values) - terms.total(of: moments.logarithms)).adding(
                    Mersenne61(signed: known - events), role: role)
            values = .concatenating([likelihood] + score + moments.covariances.map { terms.total(of: $0) })
        }
        return Self.candidate(values, rows, role)
    }

    /// What each of several values is, all from the rows that count.
    static func candidate(_ values: Shared<Mersenne61>, _ rows: SortedCoxRows, _ role: Role) -> Candidate {
        let size = Shared.publicValue([Mersenne61(UInt64(rows.pattern.count))], role: role)
        return Candidate(values, Array(repeating: .likelihood, count: values.count), groupSize: size)
    }
}
