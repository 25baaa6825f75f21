import Foundation

/// The test of Pearson's correlation.
///
/// Source: R's `cor.test`; Fisher's z for the interval. Releases: count, sums, sums of squares and of products.
public enum PearsonTest {
    /// Tests whether the two columns are uncorrelated.
    public static func test(
        _ matrix: ProductMatrix, conf: Double = 0.95, alternative: Alternative = .twoSided, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard matrix.names.count == 2 else { throw AnalysisError("two columns are needed") }
        let n = Double(matrix.count)
        guard matrix.count > 2 else { throw AnalysisError("not enough finite observations") }
        let r = Correlation.coefficient(matrix, 0, 1)
        let estimate = r ?? .nan
        let t = (n - 2).squareRoot() * estimate / (1 - estimate * estimate).squareRoot()
        return HTest.object([
            ("statistic", .number(r == nil ? nil : t, name: "t")), ("parameter", .number(n - 2, name: "df")),
            ("p.value", .number(r == nil ? nil : alternative.pValue(.studentsT(t, df: n - 2)))),
            ("estimate", .number(r, name: "cor")), ("null.value", .number(0, name: "correlation")),
            ("alternative", .text(alternative.rawValue)), ("method", .text("Pearson's product-moment correlation")),
            ("data.name", .text(dataName)),
            ("conf.int", matrix.count > 3 ? interval(r, n: n, conf: conf, alternative: alternative) : nil),
            ("conf.level", matrix.count > 3 ? .number(conf) : nil),
        ])
    }

    private static func interval(_ r: Double?, n: Double, conf: Double, alternative: Alternative) -> RObject {
        guard let r else { return RObject(.numbers([nil, nil])) }
        let tail = alternative == .twoSided ? (1 + conf) / 2 : conf
        let width = Distribution.qnorm(tail) / (n - 3).squareRoot()
        return HTest.interval(
            alternative == .less ? -1 : tanh(atanh(r) - width), alternative == .greater ? 1 : tanh(atanh(r) + width))
    }
}
