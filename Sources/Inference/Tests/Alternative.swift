/// On which side of the null hypothesis a test looks.
public enum Alternative: String, Sendable, CaseIterable {
    /// Either side.
    case twoSided = "two.sided"
    /// Below.
    case less
    /// Above.
    case greater

    /// The p-value of a statistic with these tails; twice the smaller one where both sides count.
    func pValue(_ tails: Probability) -> Double {
        switch self {
        case .less: tails.lower
        case .greater: tails.upper
        case .twoSided: tails.lower.isNaN || tails.upper.isNaN ? .nan : min(1, 2 * min(tails.lower, tails.upper))
        }
    }
}

extension Probability {
    /// Both tails of the standard normal distribution.
    static func normal(_ z: Double) -> Probability {
        Probability(lower: Distribution.pnorm(z), upper: Distribution.pnorm(z, lowerTail: false))
    }

    /// Both tails of Student's t distribution.
    static func studentsT(_ t: Double, df: Double) -> Probability {
        Probability(lower: Distribution.pt(t, df: df), upper: Distribution.pt(t, df: df, lowerTail: false))
    }
}
