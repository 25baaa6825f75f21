import Foundation

/// A probability together with its complement, each computed where it does not cancel.
struct Probability {
    var lower: Double
    var upper: Double

    /// Nothing can be said.
    static let undefined = Probability(lower: .nan, upper: .nan)
    /// Certainly below.
    static let all = Probability(lower: 1, upper: 0)
    /// Certainly above.
    static let none = Probability(lower: 0, upper: 1)

    /// What R's p functions return with these options.
    func value(lowerTail: Bool, log: Bool) -> Double {
        let (chosen, other) = lowerTail ? (lower, upper) : (upper, lower)
        guard log else { return min(max(chosen, 0), 1) }
        return chosen > 0.5 ? log1p(-other) : Foundation.log(chosen)
    }

    /// The argument of R's q functions; nil where it is no probability.
    init?(_ p: Double, lowerTail: Bool, log: Bool) {
        guard log ? p <= 0 : (0...1).contains(p) else { return nil }
        let (chosen, other) = log ? (exp(p), -expm1(p)) : (p, 1 - p)
        (lower, upper) = lowerTail ? (chosen, other) : (other, chosen)
    }

    init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// The density as R's d functions return it.
    static func density(_ value: Double, log: Bool) -> Double { log ? Foundation.log(value) : value }
}
