import Foundation

/// A fitted proportional hazards model: R's `coxph`.
///
/// Source: Cox (1972); Therneau and Grambsch (2000). Releases: what each step of the fit discloses (`LikelihoodStep`).
public struct CoxModel: Sendable, Equatable {
    /// The names of the coefficients.
    public let names: [String]
    /// The coefficients; nil for columns that depend on others.
    public let coefficients: [Double?]
    /// The inverse information, zeros for aliased columns.
    public let variance: [[Double]]
    /// The log partial likelihood at the start and at the end.
    public let logLikelihood: (null: Double, fitted: Double)
    /// The score test.
    public let scoreTest: Double
    /// The Wald test.
    public let waldTest: Double
    /// The number of Newton steps.
    public let iterations: Int
    /// The number of rows and of events.
    public let count: Int
    /// See `count`.
    public let eventCount: Int
    /// How ties count: `efron` or `breslow`.
    public let ties: String
    /// Harrell's C and its standard error, where they were computed.
    public let concordance: (value: Double, error: Double?)?
    /// The means of the columns, where they are known.
    public let means: [Double]?
    /// What R warns about: coefficients that may be infinite, no convergence.
    public let warnings: [String]
    /// R's call as it prints; empty where there is none.
    public var call: String

    /// Finishes a fit that has ended.
    public init(
        _ fit: CoxFit, count: Int, events: Int, ties: String, concordance: (value: Double, error: Double?)? = nil,
        means: [Double]? = nil, call: String = ""
    ) throws(ModelError) {
        guard fit.next == nil, let first = fit.first, let best = fit.best else {
            throw .malformed("a fit that has not ended")
        }
        let factor = SymmetricFactor(best.step.information, tolerance: fit.control.singularity)
        names = fit.names
        let estimates = zip(best.coefficients, factor.isAliased).map { value, aliased in aliased ? nil : value }
        coefficients = estimates
        variance = factor.inverse
        logLikelihood = (first.logLikelihood, first.logLikelihood + Self.gain(from: first, fit.initial, to: best))
        scoreTest = SymmetricFactor(first.information, tolerance: fit.control.singularity).quadraticForm(first.score)
        let known = estimates.indices.filter { estimates[$0] != nil }
        let moved = zip(best.coefficients, fit.initial).map(-)
        let squares = known.map { row in
            known.reduce(0) { $0 + best.step.information[row][$1] * moved[$1] } * moved[row]
        }
        waldTest = squares.reduce(0, +)
        (iterations, self.count, eventCount) = (fit.iterations, count, events)
        (self.ties, self.concordance, self.means, self.call) = (ties, concordance, means, call)
        warnings = Self.warnings(fit, last: factor.solve(best.step.score))
    }

    /// R's warnings: a coefficient that a further step would still move is not settled although the likelihood is.
    private static func warnings(_ fit: CoxFit, last: [Double]) -> [String] {
        guard fit.hasConverged else { return ["Ran out of iterations and did not converge"] }
        guard fit.control.maximumSteps > 1, let best = fit.best else { return [] }
        let limit = Double(1e-9).squareRoot()
        let running = last.indices.filter {
            abs(last[$0]) > max(fit.control.epsilon, fit.control.noise)
                && abs(last[$0]) > limit * abs(best.coefficients[$0])
        }
        guard !running.isEmpty else { return [] }
        let list = running.map { "\($0 + 1)" }.joined(separator: ",")
        return ["Loglik converged before variable  \(list) ; coefficient may be infinite. "]
    }

    /// The number of coefficients that are estimated.
    public var df: Int { coefficients.count { $0 != nil } }

    /// By how much the log likelihood grew. A small gain drowns in the noise of the two; it is then the integral of the
    /// score between them, by the corrected trapezoidal rule.
    private static func gain(
        from first: LikelihoodStep, _ initial: [Double], to best: (coefficients: [Double], step: LikelihoodStep)
    ) -> Double {
        let difference = best.step.logLikelihood - first.logLikelihood
        guard abs(difference) < 0.01 else { return difference }
        let moved = zip(best.coefficients, initial).map(-)
        let slope = zip(moved, zip(first.score, best.step.score)).reduce(0.0) { $0 + $1.0 * ($1.1.0 + $1.1.1) }
        let curvature = moved.indices.reduce(0.0) { sum, row in
            sum
                + moved[row]
                * moved.indices.reduce(0) {
                    $0 + (first.information[row][$1] - best.step.information[row][$1]) * moved[$1]
                }
        }
        return slope / 2 - curvature / 12
    }

    /// Twice the gain in log likelihood.
    public var likelihoodRatioTest: Double { 2 * (logLikelihood.fitted - logLikelihood.null) }

    /// Standard errors; 0 for aliased columns, as in R.
    public var standardErrors: [Double] { variance.indices.map { variance[$0][$0].squareRoot() } }

    /// The upper tail of chi-squared at a test with the model's degrees of freedom; 1 without any.
    func pValue(_ test: Double) -> Double {
        df > 0 ? Distribution.pchisq(test, df: Double(df), lowerTail: false) : 1
    }

    /// Equal where all numbers are.
    public static func == (left: CoxModel, right: CoxModel) -> Bool {
        left.names == right.names && left.coefficients == right.coefficients && left.variance == right.variance
            && left.logLikelihood == right.logLikelihood && left.count == right.count
    }
}
