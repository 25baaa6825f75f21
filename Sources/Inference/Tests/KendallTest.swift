import Foundation

/// The test of Kendall's rank correlation.
///
/// Source: R's `cor.test`; Kendall 1938, the variance under ties of Kendall 1970.
/// Releases: count, concordant less discordant pairs, sums over the ties of both columns.
public enum KendallTest {
    /// The runs of equal values in one column: over all of them, single values included, sums of t^2 and t^3.
    public struct Ties: Sendable, Equatable {
        /// The sum of t^2.
        public var squares: Int
        /// The sum of t^3.
        public var cubes: Int

        /// Takes both sums.
        public init(squares: Int, cubes: Int) {
            self.squares = squares
            self.cubes = cubes
        }
    }

    /// Tests whether the two columns are unrelated.
    ///
    /// `score` is the number of concordant pairs less that of discordant ones.
    public static func test(
        count: Int, score: Int, x: Ties, y: Ties, alternative: Alternative = .twoSided, exact: Bool? = nil,
        continuity: Bool = false, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard count > 1 else { throw AnalysisError("not enough finite observations") }
        let n = Double(count)
        let pairs = n * (n - 1) / 2
        let (tiedX, tiedY) = (Double(x.squares - count) / 2, Double(y.squares - count) / 2)
        let defined = pairs > tiedX && pairs > tiedY
        let tau = Double(score) / ((pairs - tiedX) * (pairs - tiedY)).squareRoot()
        let untied = tiedX == 0 && tiedY == 0
        let statistic: RObject
        let tails: Probability
        if exact ?? (count < 50), untied, count < 1000 {
            let concordant = (pairs + Double(score)) / 2
            tails = WilcoxonTest.exactTails(concordant, RankSumCounts.concordant(count))
            statistic = .number(concordant, name: "T")
        } else {
            let sign: Double = score == 0 ? 0 : score > 0 ? 1 : -1
            let s = Double(score) - (continuity ? sign : 0)
            let z = s / variance(n, x, y).squareRoot()
            tails = .normal(z)
            statistic = .number(defined ? z : nil, name: "z")
        }
        return HTest.object([
            ("statistic", statistic), ("parameter", .null),
            ("p.value", .number(defined ? alternative.pValue(tails) : nil)),
            ("estimate", .number(defined ? tau : nil, name: "tau")), ("null.value", .number(0, name: "tau")),
            ("alternative", .text(alternative.rawValue)), ("method", .text("Kendall's rank correlation tau")),
            ("data.name", .text(dataName)),
        ])
    }

    /// The variance of the score if the columns are unrelated.
    private static func variance(_ n: Double, _ x: Ties, _ y: Ties) -> Double {
        func sums(_ ties: Ties) -> (first: Double, second: Double, third: Double) {
            let (t1, t2, t3) = (n, Double(ties.squares), Double(ties.cubes))
            return (t2 - t1, t3 - 3 * t2 + 2 * t1, 2 * t3 + 3 * t2 - 5 * t1)
        }
        let (t, u) = (sums(x), sums(y))
        return (n * (n - 1) * (2 * n + 5) - t.third - u.third) / 18
            + t.first * u.first / (2 * n * (n - 1)) + t.second * u.second / (9 * n * (n - 1) * (n - 2))
    }
}
