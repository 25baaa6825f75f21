import Foundation

/// Measures of association in contingency tables.
///
/// Releases: the counts.
public enum Association {
    /// Odds ratio, risk ratio and risk difference of two rows, with Wald intervals.
    ///
    /// Source: Woolf 1955; Katz and others 1978.
    public static func ratios(_ table: ContingencyTable, conf: Double = 0.95) throws(AnalysisError) -> RObject {
        let rows = try table.rows()
        guard rows.count == 2, rows.allSatisfy({ $0.count == 2 }) else { throw AnalysisError("'x' must be 2 by 2") }
        let (a, b, c, d) = (rows[0][0], rows[0][1], rows[1][0], rows[1][1])
        let z = Distribution.qnorm((1 + conf) / 2)
        func interval(_ centre: Double, _ error: Double) -> [Double] { [centre - z * error, centre + z * error] }
        let odds = a * d / (b * c)
        let (p, q) = (a / (a + b), c / (c + d))
        let oddsError = (1 / a + 1 / b + 1 / c + 1 / d).squareRoot()
        let riskError = (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)).squareRoot()
        let differenceError = (p * (1 - p) / (a + b) + q * (1 - q) / (c + d)).squareRoot()
        var counts = RObject.matrix(rows.map { $0.map { $0 } })
        counts.isInteger = true
        return .list([
            ("table", counts), ("row1", .text(table.levels[0][0])), ("col1", .text(table.levels[1][0])),
            ("odds_ratio", .number(odds)), ("or_ci", .numbers(interval(log(odds), oddsError).map { exp($0) })),
            ("risk_ratio", .number(p / q)), ("rr_ci", .numbers(interval(log(p / q), riskError).map { exp($0) })),
            ("risk_diff", .number(p - q)), ("rd_ci", .numbers(interval(p - q, differenceError))),
        ])
    }

    /// Cramer's V, from 0 to 1; Cramer 1946.
    public static func cramersV(_ table: ContingencyTable) throws(AnalysisError) -> Double {
        let margins = Margins(try table.rows())
        let statistic = margins.sum { ($0 - $1) * ($0 - $1) / $1 }
        let smaller = Double(min(margins.rowSums.count, margins.columnSums.count) - 1)
        return (statistic / (margins.total * smaller)).squareRoot()
    }

    /// The likelihood ratio statistic G of independence, with its degrees of freedom and p-value; Wilks 1935.
    public static func likelihoodRatio(_ table: ContingencyTable) throws(AnalysisError) -> RObject {
        let margins = Margins(try table.rows())
        let statistic = 2 * margins.sum { count, expected in count > 0 ? count * log(count / expected) : 0 }
        return .list([
            ("G", .number(statistic)), ("df", .number(margins.df)),
            ("p_value", .number(Distribution.pchisq(statistic, df: margins.df, lowerTail: false))),
        ])
    }

    /// Cohen's kappa of a square table, with the agreement observed and the one expected; Cohen 1960.
    public static func kappa(_ table: ContingencyTable) throws(AnalysisError) -> RObject {
        let margins = Margins(try table.rows())
        guard margins.rowSums.count == margins.columnSums.count else { throw AnalysisError("'x' must be square") }
        let n = margins.total
        let observed = margins.rows.indices.reduce(0) { $0 + margins.rows[$1][$1] } / n
        let expected = zip(margins.rowSums, margins.columnSums).reduce(0) { $0 + $1.0 * $1.1 } / (n * n)
        return .list([
            ("kappa", .number((observed - expected) / (1 - expected))), ("observed", .number(observed)),
            ("expected", .number(expected)),
        ])
    }
}
