/// Corrections of p-values for multiple comparisons.
///
/// Source: R's `p.adjust`; Holm 1979, Hochberg 1988, Hommel 1988, Benjamini and Hochberg 1995, Benjamini and Yekutieli
/// 2001. Releases: nothing beyond the p-values.
public enum PAdjust: String, Sendable, CaseIterable {
    /// Step down.
    case holm
    /// Step up, for independent tests.
    case hochberg
    /// The closed test of Simes' inequality.
    case hommel
    /// Times the number of tests.
    case bonferroni
    /// The false discovery rate.
    case benjaminiHochberg = "BH"
    /// The false discovery rate under dependence.
    case benjaminiYekutieli = "BY"
    /// No correction.
    case none

    /// The method R calls so; `fdr` is another name of `BH`.
    public init?(name: String) {
        self.init(rawValue: name == "fdr" ? "BH" : name)
    }

    /// The adjusted p-values in the order given; NaN stay and count for nothing.
    public func adjust(_ values: [Double]) -> [Double] {
        let present = values.indices.filter { !values[$0].isNaN }
        let adjusted = adjustPresent(present.map { values[$0] })
        var result = values
        for (index, value) in zip(present, adjusted) { result[index] = value }
        return result
    }

    private func adjustPresent(_ p: [Double]) -> [Double] {
        let n = Double(p.count)
        guard p.count > 1 else { return p }
        switch self {
        case .none: return p
        case .bonferroni: return p.map { min(1, n * $0) }
        case .holm: return stepDown(p)
        case .hochberg: return stepUp(p) { n - $0 + 1 }
        case .benjaminiHochberg: return stepUp(p) { n / $0 }
        case .benjaminiYekutieli:
            let harmonic = (1...p.count).reduce(0.0) { $0 + 1 / Double($1) }
            return stepUp(p) { harmonic * n / $0 }
        case .hommel: return hommel(p)
        }
    }

    /// Cumulative maxima from the smallest p-value on.
    private func stepDown(_ p: [Double]) -> [Double] {
        var (result, largest) = (p, 0.0)
        for (place, index) in p.indices.sorted(by: { p[$0] < p[$1] }).enumerated() {
            largest = max(largest, Double(p.count - place) * p[index])
            result[index] = min(1, largest)
        }
        return result
    }

    /// Cumulative minima from the largest p-value on, each times the factor of its rank.
    private func stepUp(_ p: [Double], factor: (Double) -> Double) -> [Double] {
        var (result, smallest) = (p, 1.0)
        for (place, index) in p.indices.sorted(by: { p[$0] < p[$1] }).enumerated().reversed() {
            smallest = min(smallest, factor(Double(place + 1)) * p[index])
            result[index] = smallest
        }
        return result
    }

    private func hommel(_ p: [Double]) -> [Double] {
        let order = p.indices.sorted { p[$0] < p[$1] }
        let sorted = order.map { p[$0] }
        let n = sorted.count
        let simes = (0..<n).map { Double(n) * sorted[$0] / Double($0 + 1) }.min() ?? 1
        var best = [Double](repeating: simes, count: n)
        var level = best
        for size in stride(from: n - 1, through: 2, by: -1) {
            // The last size - 1 values against Simes' bound of a set of this size.
            let split = n - size + 1
            let bound = (split..<n).map { Double(size) * sorted[$0] / Double($0 - split + 2) }.min() ?? 1
            for index in 0..<split { level[index] = min(Double(size) * sorted[index], bound) }
            for index in split..<n { level[index] = level[split - 1] }
            for index in 0..<n { best[index] = max(best[index], level[index]) }
        }
        var result = p
        for (place, index) in order.enumerated() { result[index] = max(best[place], sorted[place]) }
        return result
    }
}
