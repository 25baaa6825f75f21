/// The test of symmetry in a square table of pairs.
///
/// Source: R's `mcnemar.test`; McNemar 1947, Bowker 1948. Releases: the counts.
public enum McNemarTest {
    /// Tests whether both kinds of discordant pairs are as likely.
    public static func test(
        _ table: ContingencyTable, correct: Bool = true, dataName: String
    ) throws(AnalysisError) -> RObject {
        let rows = try table.rows()
        guard rows.count > 1, rows.allSatisfy({ $0.count == rows.count }) else {
            throw AnalysisError("'x' must be square with at least two rows and columns")
        }
        let isCorrected = correct && rows.count == 2 && rows[0][1] != rows[1][0]
        var statistic = 0.0
        for row in rows.indices {
            for column in rows.indices.dropFirst(row + 1) {
                let difference = abs(rows[row][column] - rows[column][row]) - (isCorrected ? 1 : 0)
                statistic += difference * difference / (rows[row][column] + rows[column][row])
            }
        }
        let df = Double(rows.count * (rows.count - 1) / 2)
        return HTest.object([
            ("statistic", .number(statistic, name: "McNemar's chi-squared")), ("parameter", .number(df, name: "df")),
            ("p.value", .number(Distribution.pchisq(statistic, df: df, lowerTail: false))),
            ("method", .text("McNemar's Chi-squared test" + (isCorrected ? " with continuity correction" : ""))),
            ("data.name", .text(dataName)),
        ])
    }
}
