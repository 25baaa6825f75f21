import Fields
public import Inference
public import MPC
import SecretSharing

/// Score, information and likelihood of a generalized linear model at public coefficients (R: `glm`, one step of its
/// iteratively reweighted least squares; McCullagh and Nelder 1989).
///
/// With the mean mu, the variance function V and the link g the weights are W = 1 / (V g'^2), and new coefficients are
/// the old ones plus (X'WX)^-1 X'W (y - mu) g'.
public enum GeneralizedLinearStep {
    /// The step at coefficients.
    ///
    /// - Parameters:
    ///   - rows: the rows.
    ///   - family: the family with its link.
    ///   - coefficients: the intercept, then one a covariate, per unit of its integers. By the bounds eta differs from
    ///     the intercept by 20 at most, and the intercept is at most 18.
    /// - Releases: the number of rows that count, the kernel of the log likelihood (see ``GeneralizedLinearSums``), the
    ///   score, the upper triangle of the information row by row, and Pearson's statistic; to be read by
    ///   ``GeneralizedLinearScales/step(_:)``. With ``ResponseStatistics`` they give the deviance.
    /// - Communication: for p covariates and q = p (p + 1) / 2 pairs one exponential function a row, 9 products and 115
    ///   ANDs for each of p + q; for a binomial response ``Session/normalised(_:)`` and as much again for each of p.
    ///   About 120 hops where there are few rows, 230 for a binomial response.
    /// - Leakage: none beyond what is released.
    public static func candidate(
        of rows: GeneralizedLinearRows, family: LikelihoodFamily, at coefficients: [ExactRational],
        in session: Session
    ) throws -> Candidate {
        let scales = try rows.scales(family, at: coefficients)
        let (size, p) = (rows.size(session.role), coefficients.count)
        guard rows.count > 0 else { return Self.candidate(.zero(count: 2 + p + p * (p + 1) / 2), size) }
        let all = rows.covariates + (rows.offset.map { [$0.column] } ?? [])
        let covariates = try UnitCovariates(all, in: session["covariates"])
        let predictor = try LinearPredictor(covariates, scales.predictor, rows: rows.count, in: session["eta"])
        let model = ModelColumns(
            columns: Array(covariates.columns.prefix(scales.covariates)), session: session["model"])
        let values =
            switch family {
            case .binomial:
                try BinomialStep(rows: rows, scales: scales, predictor: predictor, model: model)
                    .values(in: session)
            case .poisson:
                try PoissonStep(rows: rows, scales: scales, predictor: predictor, model: model)
                    .values(in: session)
            case .gammaLog:
                try GammaStep(rows: rows, scales: scales, predictor: predictor, model: model)
                    .values(in: session)
            case .gammaInverse:
                try scales.inverse.map {
                    try InverseGammaStep(rows: rows, scales: scales, predictor: $0, model: model).values(in: session)
                }
                    ?? .zero(count: 0)
            }
        return Self.candidate(values, size)
    }

    private static func candidate(_ values: Shared<Mersenne61>, _ size: Shared<Mersenne61>) -> Candidate {
        Candidate(
            .concatenating([size, values]), [.count] + Array(repeating: .likelihood, count: values.count),
            groupSize: size)
    }
}
