/// Honest significant differences of all pairs of means.
///
/// Source: R's `TukeyHSD`; Tukey 1949, Kramer 1956. Releases: count, sum and sum of squares of each group.
public enum TukeyHSD {
    /// For each pair the difference, its simultaneous interval and the adjusted p-value.
    ///
    /// `term` names the factor, as `factor(site)`; groups without values are left out.
    public static func test(_ groups: [SampleGroup], term: String, conf: Double = 0.95) throws(AnalysisError) -> RObject
    {
        let groups = groups.filter { $0.moments.count > 0 }
        guard groups.count > 1 else {
            throw AnalysisError("contrasts can be applied only to factors with 2 or more levels")
        }
        let analysis = OneWayAnalysis(groups.map(\.moments))
        let (df, k) = (analysis.within.df, Double(groups.count))
        let critical = Distribution.qtukey(conf, nmeans: k, df: df)
        var names: [String] = []
        var rows: [[Double?]] = []
        for first in groups.indices {
            for second in groups[(first + 1)...] {
                let size = 1 / Double(groups[first].moments.count) + 1 / Double(second.moments.count)
                let error = (analysis.within.meanSquare / 2 * size).squareRoot()
                let difference = second.moments.mean - groups[first].moments.mean
                let p = Distribution.ptukey(abs(difference / error), nmeans: k, df: df, lowerTail: false)
                names.append("\(second.label)-\(groups[first].label)")
                rows.append([
                    difference, difference - critical * error, difference + critical * error,
                    p,
                ])
            }
        }
        let matrix = RObject.matrix(rows, rowNames: names, columnNames: ["diff", "lwr", "upr", "p adj"])
        return .list([(term, matrix), ("conf.level", .number(conf))], kind: "TukeyHSD")
    }
}
