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

    /// The weight that a plan names: `gehan`, `tarone`, or so many square roots of the survival.
    public init(named name: String?, halves: Int) {
        switch name {
        case "gehan": self = .gehanBreslow
        case "tarone": self = .taroneWare
        default: self = .rho(Double(halves) / 2)
        }
    }

    /// Whether it is one of `survdiff`'s.
    var isRho: Bool {
        if case .rho = self { true } else { false }
    }

    /// Whether the weight is made of products, quotients and square roots alone, which all machines round alike.
    public var isPortable: Bool {
        guard case .rho(let exponent) = self else { return true }
        return (0...8).contains(exponent) && (2 * exponent).rounded() == 2 * exponent
    }

    /// ``weight(atRisk:survival:)`` the same to the last bit on all machines; only where ``isPortable`` holds.
    public func portable(atRisk: Int, survival: Double) -> Double {
        guard case .rho(let exponent) = self else { return weight(atRisk: atRisk, survival: survival) }
        let halves = Int(2 * exponent)
        let power = (0..<halves / 2).reduce(1.0) { power, _ in power * survival }
        return halves % 2 == 1 ? power * survival.squareRoot() : power
    }
}
