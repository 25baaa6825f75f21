/// The analysis of variance by one factor.
///
/// Source: R's `aov` and `anova`; Fisher 1925. Releases: count, sum and sum of squares of each group.
public struct OneWayAnalysis: Sendable, Equatable {
    /// One row of the table.
    public struct Part: Sendable, Equatable {
        /// Degrees of freedom.
        public let df: Double
        /// The sum of squares.
        public let squares: Double
        /// The mean square.
        public var meanSquare: Double { squares / df }
    }

    /// Between the means of the groups.
    public let between: Part
    /// Within the groups.
    public let within: Part

    /// The ratio of mean squares.
    public var f: Double { between.meanSquare / within.meanSquare }
    /// The probability of a larger ratio by chance.
    public var p: Double { Distribution.pf(f, df1: between.df, df2: within.df, lowerTail: false) }

    /// From the moments of the groups; those without values count as absent.
    public init(_ groups: [SampleMoments]) {
        let groups = groups.filter { $0.count > 0 }
        let mean = groups.grandMean
        between = Part(
            df: Double(groups.count - 1),
            squares: groups.reduce(0) { $0 + Double($1.count) * ($1.mean - mean) * ($1.mean - mean) })
        within = Part(df: Double(groups.total - groups.count), squares: groups.reduce(0) { $0 + $1.squares })
    }

    /// The table as R prints it: columns Df, Sum Sq, Mean Sq, F value, Pr(>F), the rows named in each.
    public func table(term: String) -> RObject {
        let rows = [term, "Residuals"]
        func column(_ first: Double?, _ second: Double?) -> RObject { RObject(.numbers([first, second]), names: rows) }
        let hasResiduals = within.df > 0
        return .list(
            [
                ("Df", column(between.df, within.df)), ("Sum Sq", column(between.squares, within.squares)),
                ("Mean Sq", column(between.meanSquare, within.meanSquare)),
                ("F value", column(hasResiduals ? f : .nan, nil)), ("Pr(>F)", column(hasResiduals ? p : .nan, nil)),
            ], kind: "anova")
    }
}
