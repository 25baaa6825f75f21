/// Tests of proportions by their normal approximation.
///
/// Source: R's `prop.test`; Wilson 1927 and Newcombe 1998 for the intervals. Releases: the counts.
public enum ProportionTest {
    /// Tests whether proportions are equal, or, with `p`, whether they are these; one proportion against one half.
    public static func test(
        successes: [Int], trials: [Int], p: [Double]? = nil, conf: Double = 0.95,
        alternative: Alternative = .twoSided, correct: Bool = true, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard !successes.isEmpty, successes.count == trials.count else {
            throw AnalysisError("'x' and 'n' must have the same length")
        }
        guard trials.allSatisfy({ $0 > 0 }) else { throw AnalysisError("elements of 'n' must be positive") }
        guard zip(successes, trials).allSatisfy({ (0...$1).contains($0) }) else {
            throw AnalysisError("elements of 'x' must not be greater than those of 'n'")
        }
        let k = successes.count
        let given = p ?? (k == 1 ? [0.5] : nil)
        guard given.map({ $0.count == k && $0.allSatisfy { $0 > 0 && $0 < 1 } }) ?? true else {
            throw AnalysisError("elements of 'p' must be in (0,1)")
        }
        let side = k > 2 || k == 2 && given != nil ? Alternative.twoSided : alternative
        let (x, n) = (successes.map { Double($0) }, trials.map { Double($0) })
        let estimates = zip(x, n).map { $0 / $1 }
        let shift = continuity(x, n, estimates, given, correct)
        let pooled = x.reduce(0, +) / n.reduce(0, +)
        let statistic = (0..<k).reduce(0.0) { sum, index in
            let expected = n[index] * (given?[index] ?? pooled)
            let excess = abs(x[index] - expected) - shift
            let other = abs(n[index] - x[index] - (n[index] - expected)) - shift
            return sum + excess * excess / expected + other * other / (n[index] - expected)
        }
        let df = Double(given == nil ? k - 1 : k)
        let direction = k == 1 ? estimates[0] - (given?[0] ?? 0.5) : k == 2 ? estimates[0] - estimates[1] : 0
        let z = (direction < 0 ? -1 : direction > 0 ? 1 : 0) * statistic.squareRoot()
        let names = k == 1 ? ["p"] : (1...k).map { "prop \($0)" }
        let interval: RObject? =
            k == 1
            ? ProportionInterval.wilson(estimates[0], n[0], shift, conf, side)
            : k == 2 && given == nil ? ProportionInterval.difference(estimates, n, shift, conf, side) : nil
        let what =
            k == 1
            ? "1-sample proportions test" : "\(k)-sample test for \(given == nil ? "equality of" : "given") proportions"
        return HTest.object([
            ("statistic", .number(statistic, name: "X-squared")), ("parameter", .number(df, name: "df")),
            (
                "p.value",
                .number(
                    side == .twoSided
                        ? Distribution.pchisq(statistic, df: df, lowerTail: false) : side.pValue(.normal(z)))
            ),
            ("estimate", .numbers(estimates, names: names)),
            ("null.value", given.map { .numbers($0, names: names) } ?? .null), ("conf.int", interval ?? .null),
            ("alternative", .text(side.rawValue)),
            ("method", .text(what + (shift > 0 ? " with" : " without") + " continuity correction")),
            ("data.name", .text(dataName)), ("conf.level", interval == nil ? nil : .number(conf)),
        ])
    }

    /// Tests whether the proportions of the first column are equal in all rows of a table.
    public static func test(
        _ table: ContingencyTable, conf: Double = 0.95, alternative: Alternative = .twoSided, correct: Bool = true,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        let rows = try table.rows()
        guard rows.allSatisfy({ $0.count == 2 }) else { throw AnalysisError("'x' must have 2 columns") }
        return try test(
            successes: rows.map { Int($0[0]) }, trials: rows.map { Int($0[0] + $0[1]) }, conf: conf,
            alternative: alternative, correct: correct, dataName: dataName)
    }

    private static func continuity(
        _ x: [Double], _ n: [Double], _ estimates: [Double], _ given: [Double]?, _ correct: Bool
    ) -> Double {
        guard correct, x.count <= 2 else { return 0 }
        if x.count == 1 { return min(0.5, abs(x[0] - n[0] * (given?[0] ?? 0.5))) }
        return given != nil ? 0.5 : min(0.5, abs(estimates[0] - estimates[1]) / (1 / n[0] + 1 / n[1]))
    }
}
