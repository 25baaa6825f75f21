/// Pearson's chi-squared tests of counts.
///
/// Source: R's `chisq.test`; Pearson 1900, Yates 1934. Releases: the counts.
public enum ChiSquaredTest {
    /// Tests whether two factors are independent; `correct` applies to tables of two rows and columns.
    public static func independence(
        _ table: ContingencyTable, correct: Bool = true, dataName: String
    ) throws(AnalysisError) -> RObject {
        let margins = Margins(try table.rows())
        guard margins.rowSums.count > 1, margins.columnSums.count > 1 else {
            return try goodnessOfFit(table.counts, dataName: dataName)
        }
        guard margins.total > 0 else { throw AnalysisError("at least one entry of 'x' must be positive") }
        let isYates = correct && margins.rowSums.count == 2 && margins.columnSums.count == 2
        let smallest = margins.map { count, expected, _, _ in abs(count - expected) }.joined().min() ?? 0
        let shift = isYates ? min(0.5, smallest) : 0
        let statistic = margins.sum { count, expected in
            let excess = abs(count - expected) - shift
            return excess * excess / expected
        }
        let n = margins.total
        let standardized = margins.map { count, expected, row, column in
            (count - expected) / (column * row * (n - row) * (n - column) / (n * n * n)).squareRoot()
        }
        let method =
            "Pearson's Chi-squared test" + (isYates ? " with Yates' continuity correction" : "")
        return result(
            statistic, df: margins.df, method: method, dataName: dataName, observed: table.named(margins.rows),
            expected: table.named(margins.expected),
            residuals: table.named(
                margins.map { count, expected, _, _ in (count - expected) / expected.squareRoot() }),
            standardized: table.named(standardized))
    }

    /// Tests whether the levels of one factor have probabilities `p`, by default equal ones.
    public static func goodnessOfFit(
        _ counts: [Int], names: [String]? = nil, p: [Double]? = nil, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard counts.count > 1 else { throw AnalysisError("'x' must at least have 2 elements") }
        guard counts.allSatisfy({ $0 >= 0 }) else {
            throw AnalysisError("all entries of 'x' must be nonnegative and finite")
        }
        let p = p ?? counts.map { _ in 1 / Double(counts.count) }
        guard p.count == counts.count else { throw AnalysisError("'x' and 'p' must have the same number of elements") }
        guard p.allSatisfy({ $0 >= 0 }) else { throw AnalysisError("probabilities must be non-negative.") }
        guard abs(p.reduce(0, +) - 1) <= Double.ulpOfOne.squareRoot() else {
            throw AnalysisError("probabilities must sum to 1.")
        }
        let observed = counts.map { Double($0) }
        let total = observed.reduce(0, +)
        guard total > 0 else { throw AnalysisError("at least one entry of 'x' must be positive") }
        let expected = p.map { total * $0 }
        let statistic = zip(observed, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
        return result(
            statistic, df: Double(counts.count - 1), method: "Chi-squared test for given probabilities",
            dataName: dataName, observed: .numbers(observed, names: names),
            expected: .numbers(expected, names: names),
            residuals: .numbers(zip(observed, expected).map { ($0 - $1) / $1.squareRoot() }, names: names),
            standardized: .numbers(
                observed.indices.map {
                    (observed[$0] - expected[$0]) / (total * p[$0] * (1 - p[$0])).squareRoot()
                }, names: names))
    }

    private static func result(
        _ statistic: Double, df: Double, method: String, dataName: String, observed: RObject, expected: RObject,
        residuals: RObject, standardized: RObject
    ) -> RObject {
        var observed = observed
        observed.isInteger = true
        return HTest.object([
            ("statistic", .number(statistic, name: "X-squared")), ("parameter", .number(df, name: "df")),
            ("p.value", .number(Distribution.pchisq(statistic, df: df, lowerTail: false))),
            ("method", .text(method)), ("data.name", .text(dataName)), ("observed", observed),
            ("expected", expected), ("residuals", residuals), ("stdres", standardized),
        ])
    }
}
