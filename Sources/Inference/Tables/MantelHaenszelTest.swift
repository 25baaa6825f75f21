import Foundation

/// The test of conditional independence of two factors given a third.
///
/// Source: R's `mantelhaen.test`; Mantel and Haenszel 1959, the variance of the odds ratio by Robins, Breslow and
/// Greenland 1986. Releases: the counts.
public enum MantelHaenszelTest {
    /// Tests whether the first two factors are independent within the levels of the third.
    public static func test(
        _ table: ContingencyTable, correct: Bool = true, conf: Double = 0.95, alternative: Alternative = .twoSided,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        guard table.levels.count == 3 else { throw AnalysisError("'x' must be a 3-dimensional array") }
        guard table.levels.allSatisfy({ $0.count > 1 }) else {
            throw AnalysisError("each dimension in table must be >= 2")
        }
        var strata: [Margins] = []
        for index in table.levels[2].indices { strata.append(Margins(try table.stratum(index))) }
        guard strata.allSatisfy({ $0.total > 1 }) else {
            throw AnalysisError("sample size in each stratum must be > 1")
        }
        if table.levels[0].count > 2 || table.levels[1].count > 2 {
            return try GeneralizedMantelHaenszel.test(strata, dataName: dataName)
        }
        let cells = strata.map { Cells($0) }
        let excess = cells.reduce(0) { $0 + $1.excess }
        let shift = correct && abs(excess) >= 0.5 ? 0.5 : 0
        let statistic = (abs(excess) - shift) * (abs(excess) - shift) / cells.reduce(0) { $0 + $1.variance }
        let z = (excess < 0 ? -1 : excess > 0 ? 1 : 0) * statistic.squareRoot()
        let p =
            alternative == .twoSided
            ? Distribution.pchisq(statistic, df: 1, lowerTail: false) : alternative.pValue(.normal(z))
        let (estimate, interval) = oddsRatio(cells, conf, alternative)
        return HTest.object([
            ("statistic", .number(statistic, name: "Mantel-Haenszel X-squared")),
            ("parameter", .number(1, name: "df")), ("p.value", .number(p)), ("conf.int", interval),
            ("estimate", .number(estimate, name: "common odds ratio")),
            ("null.value", .number(1, name: "common odds ratio")), ("alternative", .text(alternative.rawValue)),
            (
                "method",
                .text("Mantel-Haenszel chi-squared test \(shift > 0 ? "with" : "without") continuity correction")
            ),
            ("data.name", .text(dataName)), ("conf.level", .number(conf)),
        ])
    }

    /// The four counts of a stratum: a, b in the first row, c, d in the second.
    private struct Cells {
        let a, b, c, d, n, excess, variance: Double

        init(_ margins: Margins) {
            (a, b) = (margins.rows[0][0], margins.rows[0][1])
            (c, d) = (margins.rows[1][0], margins.rows[1][1])
            n = margins.total
            excess = a - (a + b) * (a + c) / n
            variance = (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
        }
    }

    private static func oddsRatio(
        _ cells: [Cells], _ conf: Double, _ alternative: Alternative
    ) -> (estimate: Double, interval: RObject) {
        let diagonal = cells.reduce(0) { $0 + $1.a * $1.d / $1.n }
        let other = cells.reduce(0) { $0 + $1.b * $1.c / $1.n }
        let first = cells.reduce(0) { $0 + ($1.a + $1.d) * $1.a * $1.d / ($1.n * $1.n) }
        let mixed = cells.reduce(0) {
            $0 + (($1.a + $1.d) * $1.b * $1.c + ($1.b + $1.c) * $1.a * $1.d) / ($1.n * $1.n)
        }
        let last = cells.reduce(0) { $0 + ($1.b + $1.c) * $1.b * $1.c / ($1.n * $1.n) }
        let deviation =
            (first / (2 * diagonal * diagonal) + mixed / (2 * diagonal * other) + last / (2 * other * other))
            .squareRoot()
        let estimate = diagonal / other
        let z = Distribution.qnorm(alternative == .twoSided ? (1 + conf) / 2 : conf)
        return (
            estimate,
            HTest.interval(
                alternative == .less ? 0 : estimate * exp(-z * deviation),
                alternative == .greater ? .infinity : estimate * exp(z * deviation))
        )
    }
}
