/// How survival curves are estimated.
///
/// Source: arguments `stype`, `ctype`, `conf.type` and `conf.int` of R's `survfit`.
public struct SurvivalOptions: Sendable, Equatable {
    /// How S is made; raw values are R's `stype`.
    public enum Estimator: Int, Sendable, Equatable {
        /// The product of 1 - d / n (Kaplan and Meier 1958).
        case kaplanMeier = 1
        /// exp(-H) (Breslow 1972; Fleming and Harrington 1984).
        case exponential = 2
    }

    /// How tied events count in the cumulative hazard; raw values are R's `ctype`.
    public enum Hazard: Int, Sendable, Equatable {
        /// d / n (Nelson 1972; Aalen 1978).
        case nelsonAalen = 1
        /// 1 / n + 1 / (n - 1) + ... for d tied events (Fleming and Harrington 1984).
        case flemingHarrington = 2

        /// What d events among n at risk add to the hazard and to its variance.
        func increment(events d: Int, atRisk n: Int) -> (hazard: Double, variance: Double) {
            switch self {
            case .nelsonAalen: (Double(d) / Double(n), Double(d) / (Double(n) * Double(n)))
            case .flemingHarrington:
                (0..<d).reduce(into: (0, 0)) { sum, k in
                    let share = 1 / Double(n - k)
                    sum = (sum.0 + share, sum.1 + share * share)
                }
            }
        }
    }

    /// How S is made.
    public var estimator: Estimator
    /// How tied events count.
    public var hazard: Hazard
    /// How the band is made symmetric.
    public var confidenceType: ConfidenceType
    /// The level of the band.
    public var level: Double

    /// R's defaults where nothing else is said.
    public init(
        estimator: Estimator = .kaplanMeier, hazard: Hazard = .nelsonAalen, confidenceType: ConfidenceType = .log,
        level: Double = 0.95
    ) {
        self.estimator = estimator
        self.hazard = hazard
        self.confidenceType = confidenceType
        self.level = level
    }

    /// The two-sided quantile of the standard normal distribution.
    var normalQuantile: Double { Distribution.qnorm((1 + level) / 2) }
}
