import Foundation

/// How event times count in a comparison of survival.
public enum RankTestWeight: Sendable, Equatable {
    /// S(t-)^rho (Harrington and Fleming 1982): the log-rank test for 0, Peto and Peto's as Prentice has it for 1.
    case rho(Double)
    /// The number at risk (Gehan 1965; Breslow 1970): SPSS's `Breslow`.
    case gehanBreslow
    /// Its square root (Tarone and Ware 1977).
    case taroneWare

    /// The weight of a time at which `atRisk` rows are at risk and S just before is `survival`.
    func weight(atRisk: Int, survival: Double) -> Double {
        switch self {
        case .rho(let exponent): exponent == 0 ? 1 : pow(survival, exponent)
        case .gehanBreslow: Double(atRisk)
        case .taroneWare: Double(atRisk).squareRoot()
        }
    }

    /// Whether it is one of `survdiff`'s.
    var isRho: Bool {
        if case .rho = self { true } else { false }
    }
}
