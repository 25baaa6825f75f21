import Foundation

/// How a confidence band of a survival curve is made symmetric.
///
/// Source: `survfit(conf.type=)` of R's survival; Kalbfleisch and Prentice (2002), section 1.4.
public enum ConfidenceType: String, Sendable, Equatable, CaseIterable {
    /// Symmetric about S.
    case plain
    /// Symmetric about log S; R's default.
    case log
    /// Symmetric about log(-log S).
    case logLog = "log-log"
    /// Symmetric about log(S / (1 - S)).
    case logit
    /// Symmetric about the arc sine of the square root of S.
    case arcsin
    /// No band.
    case none

    /// Lower and upper bound, where `error` is the standard error of log S and `z` the normal quantile; nil is `NA`.
    func bounds(survival s: Double, error: Double, z: Double) -> (lower: Double?, upper: Double?) {
        let half = z * error
        switch self {
        case .none: return (nil, nil)
        case .plain:
            let width = half * s
            return width.isNaN ? (.nan, .nan) : (max(0, s - width), min(1, s + width))
        case .log:
            guard s > 0 else { return (nil, nil) }
            return (s * exp(-half), min(1, s * exp(half)))
        case .logLog:
            guard s > 0, s < 1 else { return (nil, nil) }
            // log(-log S) moves by half / log S, which is negative; -log S is multiplied by its exponential.
            let (logarithm, shift) = (Foundation.log(s), half / Foundation.log(s))
            return (exp(logarithm * exp(-shift)), exp(logarithm * exp(shift)))
        case .logit:
            guard s > 0 else { return (nil, nil) }
            guard s < 1 else { return (.nan, .nan) }
            let (centre, width) = (Foundation.log(s / (1 - s)), half / (1 - s))
            return (1 / (1 + exp(width - centre)), 1 / (1 + exp(-width - centre)))
        case .arcsin:
            guard s > 0 else { return (nil, nil) }
            guard s < 1 else { return (.nan, .nan) }
            let (centre, width) = (asin(s.squareRoot()), half / 2 * (s / (1 - s)).squareRoot())
            let (low, high) = (sin(max(0, centre - width)), sin(min(.pi / 2, centre + width)))
            return (low * low, high * high)
        }
    }

    /// Bounds of an estimate that is no curve of log S, from its own standard error: states of a multi-state curve.
    func bounds(probability p: Double, error: Double, z: Double) -> (lower: Double?, upper: Double?) {
        guard self != .plain else { return (max(0, p - z * error), min(1, p + z * error)) }
        return bounds(survival: p, error: p > 0 ? error / p : .infinity, z: z)
    }
}
