import Foundation

/// Fisher's noncentral hypergeometric distribution: the first cell of a table of two by two given its margins.
///
/// Source: Fisher 1935; the conditional likelihood of the odds ratio.
struct NoncentralHypergeometric {
    let lowest: Int
    let highest: Int
    private let support: [Double]
    private let logCentral: [Double]

    /// From the sum of the first column, that of the second, and that of the first row.
    init(_ m: Double, _ n: Double, _ k: Double) {
        lowest = Int(max(0, k - n))
        highest = Int(min(k, m))
        support = (lowest...max(lowest, highest)).map { Double($0) }
        logCentral = support.map { Distribution.dhyper($0, m: m, n: n, k: k, log: true) }
    }

    /// The probabilities of all possible values at this odds ratio.
    func density(_ odds: Double) -> [Double] {
        let logs = zip(logCentral, support).map { $0 + log(odds) * $1 }
        let largest = logs.max() ?? 0
        let weights = logs.map { exp($0 - largest) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// The mean at this odds ratio.
    func mean(_ odds: Double) -> Double {
        if odds == 0 { return Double(lowest) }
        if odds.isInfinite { return Double(highest) }
        return zip(support, density(odds)).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// P(X <= x).
    func lower(_ x: Int, _ odds: Double) -> Double {
        if odds == 0 { return x >= lowest ? 1 : 0 }
        if odds.isInfinite { return x >= highest ? 1 : 0 }
        return density(odds).prefix(max(0, x - lowest + 1)).reduce(0, +)
    }

    /// P(X >= x).
    func upper(_ x: Int, _ odds: Double) -> Double {
        if odds == 0 { return x <= lowest ? 1 : 0 }
        if odds.isInfinite { return x <= highest ? 1 : 0 }
        return density(odds).dropFirst(max(0, x - lowest)).reduce(0, +)
    }

    /// The probability of all values no likelier than x.
    func twoSided(_ x: Int, _ odds: Double) -> Double {
        if odds == 0 { return x == lowest ? 1 : 0 }
        if odds.isInfinite { return x == highest ? 1 : 0 }
        let density = density(odds)
        let limit = density[x - lowest] * (1 + 1e-7)
        return density.filter { $0 <= limit }.reduce(0, +)
    }

    /// The odds ratio whose mean is x: the conditional maximum likelihood estimate.
    func estimate(_ x: Int) -> Double {
        if x == lowest { return 0 }
        if x == highest { return .infinity }
        return solve(Double(x)) { mean($0) }
    }

    /// The odds ratio at which P(X <= x) is so small.
    func upperLimit(_ x: Int, _ tail: Double) -> Double { x == highest ? .infinity : solve(tail) { lower(x, $0) } }

    /// The odds ratio at which P(X >= x) is so small.
    func lowerLimit(_ x: Int, _ tail: Double) -> Double { x == lowest ? 0 : solve(tail) { upper(x, $0) } }

    /// The odds ratio at which f takes the value, searched below 1, or above it by its reciprocal.
    private func solve(_ value: Double, _ f: (Double) -> Double) -> Double {
        let atOne = f(1)
        if atOne == value { return 1 }
        // A monotonous f reaches the value below 1 if the value lies between f(0) and f(1).
        if (f(0) - value) * (atOne - value) <= 0 {
            return BrentRoot.find(from: 0, to: 1) { f($0) - value } ?? .nan
        }
        return BrentRoot.find(from: Double.ulpOfOne, to: 1) { f(1 / $0) - value }.map { 1 / $0 } ?? .nan
    }
}
