import Foundation

/// The cumulative baseline hazard of a proportional hazards model: R's `basehaz`.
///
/// Source: Breslow (1972), Efron (1977); `basehaz(fit, centered=)`. Releases: at each time the increment of the hazard.
public struct BaselineHazard: Sendable, Equatable {
    /// One stratum.
    public struct Stratum: Sendable, Equatable {
        /// Its label; empty where there is one only.
        public var label: String
        /// All distinct times, those without events too.
        public var times: [Double]
        /// Events over the sum of exp(x beta) at risk, at each time, for x = 0.
        public var increments: [Double]

        /// Takes all parts.
        public init(label: String, times: [Double], increments: [Double]) {
            self.label = label
            self.times = times
            self.increments = increments
        }
    }

    /// The strata with increments.
    public var strata: [Stratum]
    /// What the linear predictor is at the covariates asked for: 0, or that of the means.
    public var linearPredictor: Double

    /// For covariates of 0, or for others whose x beta is given: R's `centered = TRUE` has those at the means.
    public init(_ strata: [Stratum], linearPredictor: Double = 0) {
        self.strata = strata
        self.linearPredictor = linearPredictor
    }

    /// The cumulative hazard of each stratum.
    public var cumulative: [[Double]] {
        let factor = exp(linearPredictor)
        return strata.map { stratum in
            var sum = 0.0
            return stratum.increments.map { increment in
                sum += increment
                return sum * factor
            }
        }
    }

    /// The data frame with hazard, time and, where there are several, the stratum.
    public var object: RObject {
        var components: [(String, RObject)] = [
            ("hazard", .numbers(cumulative.flatMap(\.self))), ("time", .numbers(strata.flatMap(\.times))),
        ]
        if strata.count > 1 {
            components.append(("strata", .texts(strata.flatMap { part in part.times.map { _ in part.label } })))
        }
        return .list(components, kind: "data.frame")
    }
}
