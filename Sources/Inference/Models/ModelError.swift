/// Why an analysis of sufficient statistics has no result, in R's terms.
public enum ModelError: Error, Sendable, Equatable {
    /// There are no complete rows.
    case noObservations
    /// Counts, names or matrices do not fit each other; the text says which.
    case malformed(String)
    /// A comparison of groups with fewer than two groups.
    case oneGroup
    /// The variance of a comparison cannot be inverted: no events, or a group never at risk at one.
    case singularVariance
    /// No requested time lies within one or more curves.
    case noTimesSelected
    /// A confidence level or probability outside 0 to 1.
    case notAProbability
    /// The iteration did not converge; the number of steps made.
    case notConverged(steps: Int)
    /// The likelihood or the deviance is not finite at given coefficients.
    case notFinite
    /// An object that is not the result of the analysis a function expects.
    case wrongObject(String)
}

extension ModelError: CustomStringConvertible {
    /// One sentence, what happened and how to mend it.
    public var description: String {
        switch self {
        case .noObservations: "no (non-missing) observations"
        case .malformed(let what): "inconsistent statistics: \(what)"
        case .oneGroup: "there is only 1 group"
        case .singularVariance: "the variance is singular: no events while all groups are at risk"
        case .noTimesSelected: "no points selected for one or more curves; consider extend = TRUE"
        case .notAProbability: "a probability or confidence level must lie between 0 and 1"
        case .notConverged(let steps):
            "the fit did not converge in \(steps) steps; a coefficient may be infinite, or columns nearly collinear"
        case .notFinite: "the likelihood is not finite; scale the covariates or choose other starting values"
        case .wrongObject(let expected): "expected the result of \(expected)"
        }
    }
}
