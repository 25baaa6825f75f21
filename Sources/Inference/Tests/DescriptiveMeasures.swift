import Foundation

/// Measures of one or two samples that R computes by formula.
///
/// Releases: count and sums of powers of each sample; for the area under the curve the rank sum.
public enum DescriptiveMeasures {
    /// Skewness and excess kurtosis: g1 and g2 of the moments, G1 and G2 as SPSS and SAS report them.
    ///
    /// Source: Joanes and Gill 1998. Needs cubes and fourths.
    public static func skewnessKurtosis(_ x: SampleMoments) -> RObject {
        let n = Double(x.count)
        let (second, third, fourth) = (x.squares / n, x.cubes / n, x.fourths / n)
        let skewness = third / pow(second, 1.5)
        let excess = fourth / (second * second) - 3
        return .list([
            ("n", .integers([x.count])), ("g1", .number(skewness)), ("g2", .number(excess)),
            ("G1_spss", .number(skewness * (n * (n - 1)).squareRoot() / (n - 2))),
            ("G2_spss", .number((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6))),
        ])
    }

    /// The difference of two means over the root of the mean variance; Cohen 1988.
    public static func standardizedMeanDifference(_ x: SampleMoments, _ y: SampleMoments) -> Double {
        (x.mean - y.mean) / ((x.variance + y.variance) / 2).squareRoot()
    }

    /// The area under the receiver operating characteristic, with its standard error.
    ///
    /// Source: Hanley and McNeil 1982. `ranks` holds the scores of the groups `positive` and `negative`, in this order.
    public static func areaUnderCurve(_ ranks: RankSums) throws(AnalysisError) -> RObject {
        guard ranks.counts.count == 2 else { throw AnalysisError("two groups are needed") }
        let (n, m) = (Double(ranks.counts[0]), Double(ranks.counts[1]))
        let area = (ranks.rankSum(0) - n * (n + 1) / 2) / (n * m)
        let (first, second) = (area / (2 - area), 2 * area * area / (1 + area))
        let spread =
            area * (1 - area) + (n - 1) * (first - area * area) + (m - 1) * (second - area * area)
        return .list([
            ("n_pos", .integers([ranks.counts[0]])), ("n_neg", .integers([ranks.counts[1]])), ("auc", .number(area)),
            ("se_hanley_mcneil", .number((spread / (n * m)).squareRoot())),
        ])
    }
}
