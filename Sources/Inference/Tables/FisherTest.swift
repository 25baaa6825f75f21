/// Fisher's exact test of independence.
///
/// Source: R's `fisher.test`; Fisher 1934, for larger tables Freeman and Halton 1951. Releases: the counts.
public enum FisherTest {
    /// Tests whether two factors are independent; for two rows and columns whether the odds ratio is `oddsRatio`.
    public static func test(
        _ table: ContingencyTable, oddsRatio: Double = 1, conf: Double = 0.95, alternative: Alternative = .twoSided,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        let rows = try table.rows()
        guard rows.count > 1, let width = rows.first?.count, width > 1 else {
            throw AnalysisError("'x' must have at least 2 rows and columns")
        }
        guard rows.count == 2, width == 2 else {
            return HTest.object([
                ("p.value", .number(try FreemanHalton(rows).pValue())), ("alternative", .text("two.sided")),
                ("method", .text("Fisher's Exact Test for Count Data")), ("data.name", .text(dataName)),
            ])
        }
        let margins = Margins(rows)
        let distribution = NoncentralHypergeometric(
            margins.columnSums[0], margins.columnSums[1], margins.rowSums[0])
        let x = Int(rows[0][0])
        let p: Double =
            switch alternative {
            case .less: distribution.lower(x, oddsRatio)
            case .greater: distribution.upper(x, oddsRatio)
            case .twoSided: distribution.twoSided(x, oddsRatio)
            }
        let tail = alternative == .twoSided ? (1 - conf) / 2 : 1 - conf
        let lower = alternative == .less ? 0 : distribution.lowerLimit(x, tail)
        let upper = alternative == .greater ? .infinity : distribution.upperLimit(x, tail)
        return HTest.object([
            ("p.value", .number(min(1, max(0, p)))), ("conf.int", HTest.interval(lower, upper)),
            ("estimate", .number(distribution.estimate(x), name: "odds ratio")),
            ("null.value", .number(oddsRatio, name: "odds ratio")), ("alternative", .text(alternative.rawValue)),
            ("method", .text("Fisher's Exact Test for Count Data")), ("data.name", .text(dataName)),
            ("conf.level", .number(conf)),
        ])
    }
}
