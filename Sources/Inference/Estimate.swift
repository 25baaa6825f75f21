/// One number of a result.
public enum Estimate: Sendable, Hashable {
    /// Known exactly.
    case exact(ExactRational)
    /// The result of a function that is not rational, in double precision.
    case approximate(Double)
    /// Not available: R's NA, or a number that the policy does not release.
    case notAvailable(Reason)

    /// Why a number is not available.
    public enum Reason: String, Sendable, Hashable {
        /// Values are missing and `na.rm` is false.
        case missingValues
        /// There are too few values for the statistic.
        case tooFewValues
        /// The policy does not release it.
        case suppressed
    }

    /// The value in double precision; nil where it is not available.
    public var double: Double? {
        switch self {
        case .exact(let value): value.double
        case .approximate(let value): value
        case .notAvailable: nil
        }
    }
}
