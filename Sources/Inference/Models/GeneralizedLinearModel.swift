import Foundation

/// A fitted generalized linear model: R's `glm`.
///
/// Source: Nelder and Wedderburn (1972); R's `glm.fit`. Releases: what each step of the fit discloses
/// (`GeneralizedLinearStep`), the null deviance, and for AIC one sum over the response (`Constant`).
public struct GeneralizedLinearModel: Sendable, Equatable {
    /// What the log likelihood needs of the response beside the deviance.
    public enum Constant: Sendable, Equatable {
        /// Nothing is known, and AIC is `NA`.
        case unknown
        /// The log likelihood of means equal to the responses: 0 for a binomial response of 0 and 1; for Poisson the sum
        /// of y log y - y - log y!, with 0 log 0 = 0. Unused for gaussian.
        case saturated(Double)
        /// For Gamma: the sum of log y.
        case sumOfLogarithms(Double)
    }

    /// The names of the coefficients.
    public let names: [String]
    /// Distribution and link.
    public let family: GeneralizedLinearFamily
    /// The coefficients; nil for aliased columns.
    public let coefficients: [Double?]
    /// The inverse of X'WX, with the weights of the last solution as in R; zeros for aliased columns.
    public let unscaledCovariance: [[Double]]
    /// The deviance.
    public let deviance: Double
    /// The deviance of the model of the intercept (and the offset).
    public let nullDeviance: Double
    /// Pearson's statistic.
    public let pearson: Double
    /// The number of rows.
    public let count: Int
    /// The number of weighted least squares solved.
    public let iterations: Int
    /// Whether the deviance settled.
    public let hasConverged: Bool
    /// Akaike's criterion; nil for quasi families.
    public let aic: Double?
    /// What R or this warns about: no convergence, coefficients that may be infinite.
    public let warnings: [String]
    /// Whether there is an intercept, which the null model then has.
    public let hasIntercept: Bool
    /// R's call as it prints; empty where there is none.
    public var call: String

    /// Finishes a fit that has ended.
    public init(
        _ fit: GeneralizedLinearFit, family: GeneralizedLinearFamily, count: Int, nullDeviance: Double,
        constant: Constant = .unknown, hasIntercept: Bool = true, call: String = ""
    ) throws(ModelError) {
        guard fit.next == nil, let last = fit.last else { throw .malformed("a fit that has not ended") }
        let factor = SymmetricFactor(fit.information, tolerance: fit.singularity)
        names = fit.names
        self.family = family
        coefficients = zip(fit.coefficients, factor.isAliased).map { $1 ? nil : $0 }
        unscaledCovariance = factor.inverse
        (deviance, pearson) = (last.deviance, last.pearson)
        (self.nullDeviance, self.count, self.call) = (nullDeviance, count, call)
        (iterations, hasConverged, self.hasIntercept) = (fit.iterations, fit.hasConverged, hasIntercept)
        warnings = Self.warnings(fit, last: last)
        aic = Self.logLikelihood(family, deviance: last.deviance, count: count, constant: constant).map {
            // The dispersion of gaussian and Gamma is a parameter too.
            -2 * $0 + 2 * Double(factor.rank + (family.hasUnitDispersion ? 0 : 1))
        }
    }

    /// A coefficient that a further step would still move, although the deviance has settled, may be infinite.
    private static func warnings(_ fit: GeneralizedLinearFit, last: GeneralizedLinearStep) -> [String] {
        guard fit.hasConverged else { return ["glm.fit: algorithm did not converge"] }
        let step = SymmetricFactor(last.information, tolerance: fit.singularity).solve(last.score)
        let running = step.indices.filter { abs(step[$0]) > 1e-3 && abs(step[$0]) > 1e-3 * abs(fit.coefficients[$0]) }
        guard !running.isEmpty else { return [] }
        let list = running.map { fit.names[$0] }.joined(separator: ", ")
        return ["glm.fit: fitted values numerically at a bound; coefficients may be infinite: \(list)"]
    }

    /// The log likelihood from the deviance; dispersions as R's `family()$aic` has them, deviance over count.
    private static func logLikelihood(
        _ family: GeneralizedLinearFamily, deviance: Double, count: Int, constant: Constant
    ) -> Double? {
        let n = Double(count)
        switch (family.distribution, constant) {
        case (.binomial, .saturated(let full)), (.poisson, .saturated(let full)): return full - deviance / 2
        case (.gaussian, _): return -n / 2 * (log(2 * .pi * deviance / n) + 1)
        case (.gamma, .sumOfLogarithms(let logarithms)):
            let shape = n / deviance
            return -shape * (deviance / 2 + n) - logarithms + n * (shape * log(shape) - lgamma(shape))
        default: return nil
        }
    }

    /// The number of coefficients that are estimated.
    public var rank: Int { coefficients.count { $0 != nil } }
    /// The residual degrees of freedom.
    public var residualDF: Int { count - rank }
    /// The degrees of freedom of the null model.
    public var nullDF: Int { count - (hasIntercept ? 1 : 0) }
    /// The dispersion: 1, or Pearson's statistic over its degrees of freedom; NaN without any.
    public var dispersion: Double {
        family.hasUnitDispersion ? 1 : residualDF > 0 ? pearson / Double(residualDF) : .nan
    }
    /// The covariance of the coefficients.
    public var covariance: [[Double]] { unscaledCovariance.map { $0.map { $0 * dispersion } } }

    /// The null deviance of a binomial response of 0 and 1.
    public static func binomialNullDeviance(successes: Int, count: Int) -> Double {
        let family = GeneralizedLinearFamily(.binomial)
        let mean = Double(successes) / Double(count)
        // Without this test a response that is always the same gives 0 times infinity.
        guard successes > 0, successes < count else { return 0 }
        return Double(successes) * family.deviance(1, mean: mean)
            + Double(count - successes) * family.deviance(0, mean: mean)
    }
}
