import Foundation

/// The test of Spearman's rank correlation.
///
/// Source: R's `cor.test`; Spearman 1904; exact distribution and Edgeworth series of Best and Roberts 1975 (AS 89).
/// Releases: count, sums of products of mid-ranks.
public enum SpearmanTest {
    /// Tests whether the two columns are unrelated, given the products of their mid-ranks.
    public static func test(
        _ ranks: ProductMatrix, alternative: Alternative = .twoSided, exact: Bool? = nil, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard ranks.names.count == 2 else { throw AnalysisError("two columns are needed") }
        guard ranks.count > 1 else { throw AnalysisError("not enough finite observations") }
        let n = Double(ranks.count)
        let r = Correlation.coefficient(ranks, 0, 1)
        let cubes = n * n * n - n
        let statistic = cubes * (1 - (r ?? .nan)) / 6
        let untied = (0..<2).allSatisfy { ranks.products[$0][$0] == cubes / 12 }
        let isExact = (exact ?? true) && untied && n <= 1290
        // Large sums of squared differences speak for a negative correlation.
        let below = probability(statistic, n: n, lowerTail: true, exact: isExact)
        let above = probability(isExact ? statistic - 1 : statistic, n: n, lowerTail: false, exact: isExact)
        let p: Double =
            switch alternative {
            case .twoSided: min(1, 2 * (statistic > cubes / 6 ? above : below))
            case .greater: below
            case .less: above
            }
        return HTest.object([
            ("statistic", .number(r == nil ? nil : statistic, name: "S")), ("parameter", .null),
            ("p.value", .number(r == nil ? nil : p)), ("estimate", .number(r, name: "rho")),
            ("null.value", .number(0, name: "rho")), ("alternative", .text(alternative.rawValue)),
            ("method", .text("Spearman's rank correlation rho")), ("data.name", .text(dataName)),
        ])
    }

    private static func probability(_ q: Double, n: Double, lowerTail: Bool, exact: Bool) -> Double {
        guard exact else {
            let r = 1 - 6 * q / (n * (n * n - 1))
            return Distribution.pt(r / ((1 - r * r) / (n - 2)).squareRoot(), df: n - 2, lowerTail: !lowerTail)
        }
        // Sums of squared differences of ranks are even.
        let from = 2 * ((q.rounded() + (lowerTail ? 2 : 0)) / 2).rounded(.up)
        let most = n * (n * n - 1) / 3
        if from <= 0 { return lowerTail ? 0 : 1 }
        if from > most { return lowerTail ? 1 : 0 }
        guard n > 9 else {
            let upper = counted(Int(n), atLeast: Int(from))
            return lowerTail ? 1 - upper : upper
        }
        return edgeworth(from, n: n, lowerTail: lowerTail)
    }

    /// The share of permutations of n whose sum of squared differences is at least so large.
    private static func counted(_ n: Int, atLeast limit: Int) -> Double {
        var (reached, all) = (0, 0)
        func place(_ position: Int, _ used: Int, _ sum: Int) {
            guard position < n else {
                all += 1
                reached += sum >= limit ? 1 : 0
                return
            }
            for value in 0..<n where used & (1 << value) == 0 {
                place(position + 1, used | 1 << value, sum + (value - position) * (value - position))
            }
        }
        place(0, 0, 0)
        return Double(reached) / Double(all)
    }

    private static func edgeworth(_ from: Double, n: Double, lowerTail: Bool) -> Double {
        let b = 1 / n
        let x = (6 * (from - 1) * b / (n * n - 1) - 1) * (n - 1).squareRoot()
        let y = x * x
        let inner = 0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)
        let middle = 0.1033 + 0.3932 * b
        let outer = -0.0758 + b * middle - y * b * (0.0879 + 0.0151 * b - y * inner)
        let series = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * outer)
        let correction = series / exp(y / 2)
        return min(1, max(0, (lowerTail ? -correction : correction) + Distribution.pnorm(x, lowerTail: lowerTail)))
    }
}
