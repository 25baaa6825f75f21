import Foundation

/// Counts of numbers in cells.
///
/// Source: R's `hist`: cells closed on the right, the first closed on both sides; Sturges 1926 for their number.
/// Releases: the smallest and the largest value or what the breaks are, and the counts.
public enum Histogram {
    /// R's breaks for `count` values between smallest and largest; `cells` instead of Sturges' number.
    public static func breaks(smallest: Double, largest: Double, count: Int, cells: Int? = nil) -> [Double] {
        let wanted = cells ?? Int((log2(Double(max(1, count))) + 1).rounded(.up))
        return PrettyBreaks.between(smallest, largest, count: wanted, atLeast: 1)
    }

    /// The breaks moved outwards by a hair, as R does before it counts, against rounding.
    public static func countingBreaks(_ breaks: [Double]) -> [Double] {
        guard breaks.count > 1 else { return breaks }
        let widths = zip(breaks, breaks.dropFirst()).map { $1 - $0 }.sorted()
        let middle = widths.count / 2
        let median = widths.count % 2 == 1 ? widths[middle] : (widths[middle - 1] + widths[middle]) / 2
        let hair = 1e-7 * median
        return breaks.enumerated().map { $0.offset == 0 ? $0.element - hair : $0.element + hair }
    }

    /// The finished histogram: breaks, counts, density, mids, xname, equidist.
    public static func finish(breaks: [Double], counts: [Int], name: String) throws(AnalysisError) -> RObject {
        guard breaks.count == counts.count + 1 else { throw AnalysisError("breaks and counts do not match") }
        let total = Double(counts.reduce(0, +))
        let widths = zip(breaks, breaks.dropFirst()).map { $1 - $0 }
        let smallest = widths.min() ?? 0
        return .list(
            [
                ("breaks", .numbers(breaks)), ("counts", .integers(counts)),
                ("density", .numbers(zip(counts, widths).map { Double($0) / (total * $1) })),
                ("mids", .numbers(zip(breaks, breaks.dropFirst()).map { 0.5 * ($0 + $1) })), ("xname", .text(name)),
                (
                    "equidist",
                    .logical((widths.max() ?? 0) - smallest < 1e-7 * (widths.reduce(0, +) / Double(widths.count)))
                ),
            ], kind: "histogram")
    }
}
