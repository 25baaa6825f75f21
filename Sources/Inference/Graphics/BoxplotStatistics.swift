/// What a box plot shows.
///
/// Source: R's `boxplot.stats`; Tukey 1977, the notches by McGill, Tukey and Larsen 1978.
/// Releases: five numbers, the ends of the whiskers, N, and, where the policy allows, the outliers.
public enum BoxplotStatistics {
    /// Below and above these, a value is an outlier; `coefficient` 0 makes none.
    public static func fences(fiveNumbers: [Double], coefficient: Double = 1.5) -> (lower: Double, upper: Double)? {
        guard fiveNumbers.count == 5, coefficient >= 0 else { return nil }
        guard coefficient > 0 else { return (-.infinity, .infinity) }
        let range = fiveNumbers[3] - fiveNumbers[1]
        return (fiveNumbers[1] - coefficient * range, fiveNumbers[3] + coefficient * range)
    }

    /// stats, n, conf and out; the whiskers end at the outermost values within the fences.
    public static func finish(
        fiveNumbers: [Double], whiskers: (lower: Double, upper: Double), count: Int, outliers: [Double]?
    ) throws(AnalysisError) -> RObject {
        guard fiveNumbers.count == 5 else { throw AnalysisError("five numbers are needed") }
        let stats = [whiskers.lower] + fiveNumbers[1...3] + [whiskers.upper]
        let notch = 1.58 * (fiveNumbers[3] - fiveNumbers[1]) / Double(count).squareRoot()
        return .list([
            ("stats", .numbers(stats)), ("n", .integers([count])),
            ("conf", .numbers([fiveNumbers[2] - notch, fiveNumbers[2] + notch])),
            ("out", outliers.map { .numbers($0) } ?? .null),
        ])
    }

    /// The statistics of several groups side by side, as R's `boxplot` returns them: a column of `stats` and `conf` a group.
    public static func joined(_ groups: [(name: String, statistics: RObject)]) -> RObject {
        func columns(_ name: String) -> [[Double]] { groups.map { $0.statistics[name]?.doubles ?? [] } }
        func matrix(_ name: String) -> RObject {
            let columns = columns(name)
            return RObject(
                .numbers(columns.flatMap { $0.map { $0 } }), dimensions: [columns.first?.count ?? 0, columns.count])
        }
        let outliers = columns("out")
        return .list(
            [
                ("stats", matrix("stats")), ("n", .numbers(columns("n").flatMap(\.self))), ("conf", matrix("conf")),
                ("out", .numbers(outliers.flatMap(\.self))),
                ("group", .numbers(outliers.enumerated().flatMap { index, own in own.map { _ in Double(index + 1) } })),
                ("names", .texts(groups.map(\.name))),
            ], kind: "boxplot")
    }
}
