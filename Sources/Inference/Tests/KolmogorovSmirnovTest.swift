import Foundation

/// The largest distance of two empirical distribution functions.
///
/// Source: R's `ks.test` with `exact = FALSE`; Smirnov 1939.
/// Releases: both sample sizes and the largest |m F(x) - n G(x)| over all x, F and G counting values up to x.
public enum KolmogorovSmirnovTest {
    /// Tests whether both samples come from one distribution.
    ///
    /// `largestDifference` is the largest |count2 * (values of sample 1 up to x) - count1 * (values of sample 2 up to x)|.
    public static func twoSample(
        largestDifference: Int, count1: Int, count2: Int, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard count1 > 0 else { throw AnalysisError("not enough 'x' data") }
        guard count2 > 0 else { throw AnalysisError("not enough 'y' data") }
        let (n, m) = (Double(count1), Double(count2))
        let statistic = Double(largestDifference) / (n * m)
        let p = kolmogorovTail(statistic * (n * m / (n + m)).squareRoot())
        return HTest.object([
            ("statistic", .number(statistic, name: "D")), ("p.value", .number(p)),
            ("alternative", .text("two-sided")),
            ("method", .text("Asymptotic two-sample Kolmogorov-Smirnov test")), ("data.name", .text(dataName)),
        ])
    }

    /// P(K > x) for Kolmogorov's distribution, by the series that converges fast on either side of 1.
    ///
    /// Both end where R ends them, at a remainder of about 0.000001.
    static func kolmogorovTail(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? .nan : 1 }
        if x < 1 { return 1 - (2 * Double.pi).squareRoot() * exp(-.pi * .pi / (8 * x * x)) / x }
        var (tail, sign, k) = (0.0, 1.0, 1.0)
        while true {
            let term = 2 * exp(-2 * k * k * x * x)
            tail += sign * term
            guard term > 1e-6 else { return min(1, max(0, tail)) }
            (sign, k) = (-sign, k + 1)
        }
    }
}
