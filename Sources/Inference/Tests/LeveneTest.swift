/// The test of equal spread in several groups, by the distances from each group's median.
///
/// Source: Levene 1960, Brown and Forsythe 1974; the F test of R's `anova`.
/// Releases: count, sum and sum of squares of |x - median| of each group, and the medians.
public enum LeveneTest {
    /// F value and Pr(>F), with their degrees of freedom, from the moments of |x - median|.
    public static func test(_ deviations: [SampleMoments]) throws(AnalysisError) -> RObject {
        let analysis = OneWayAnalysis(deviations)
        guard analysis.between.df >= 1 else {
            throw AnalysisError("contrasts can be applied only to factors with 2 or more levels")
        }
        return .list([
            ("F value", .number(analysis.f)), ("Pr(>F)", .number(analysis.p)),
            ("num df", .number(analysis.between.df)), ("denom df", .number(analysis.within.df)),
        ])
    }
}
