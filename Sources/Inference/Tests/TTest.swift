/// Student's and Welch's t tests.
///
/// Source: R's `t.test`; Student 1908, Welch 1947 with Satterthwaite's degrees of freedom.
/// Releases: count, sum and sum of squares of each sample.
public enum TTest {
    /// Tests whether the mean is `mu`.
    public static func oneSample(
        _ x: SampleMoments, mu: Double = 0, conf: Double = 0.95, alternative: Alternative = .twoSided, dataName: String
    ) throws(AnalysisError) -> RObject {
        try single(
            x, mu: mu, conf: conf, alternative: alternative, names: ("mean of x", "mean"),
            method: "One Sample t-test", dataName: dataName)
    }

    /// Tests whether differences within pairs have mean `mu`.
    public static func paired(
        _ differences: SampleMoments, mu: Double = 0, conf: Double = 0.95, alternative: Alternative = .twoSided,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        try single(
            differences, mu: mu, conf: conf, alternative: alternative, names: ("mean difference", "mean difference"),
            method: "Paired t-test", dataName: dataName)
    }

    /// Tests whether two means differ by `mu`.
    ///
    /// `groups` names the two levels of a factor, as R does for a formula; without them the samples are x and y.
    public static func twoSample(
        _ x: SampleMoments, _ y: SampleMoments, mu: Double = 0, equalVariances: Bool = false, conf: Double = 0.95,
        alternative: Alternative = .twoSided, groups: (String, String)? = nil, dataName: String
    ) throws(AnalysisError) -> RObject {
        let (n, m) = (Double(x.count), Double(y.count))
        let (df, error) =
            equalVariances ? try pooled(x, y) : try welch(x, y)
        if error < 10 * Double.ulpOfOne * max(abs(x.mean), abs(y.mean)) {
            throw AnalysisError("data are essentially constant")
        }
        guard n > 0, m > 0 else { throw AnalysisError("not enough '\(n > 0 ? "y" : "x")' observations") }
        let names = groups.map { ["mean in group \($0.0)", "mean in group \($0.1)"] } ?? ["mean of x", "mean of y"]
        let difference =
            "difference in means" + (groups.map { " between group \($0.0) and group \($0.1)" } ?? "")
        return result(
            estimate: x.mean - y.mean, error: error, df: df, mu: mu, conf: conf, alternative: alternative,
            estimates: .numbers([x.mean, y.mean], names: names), nullName: difference,
            method: equalVariances ? " Two Sample t-test" : "Welch Two Sample t-test", dataName: dataName)
    }

    /// Degrees of freedom and standard error with one variance for both samples.
    private static func pooled(
        _ x: SampleMoments, _ y: SampleMoments
    ) throws(AnalysisError) -> (df: Double, error: Double) {
        guard x.count > 0 else { throw AnalysisError("not enough 'x' observations") }
        guard y.count > 0 else { throw AnalysisError("not enough 'y' observations") }
        guard x.count + y.count > 2 else { throw AnalysisError("not enough observations") }
        let df = Double(x.count + y.count - 2)
        let variance = ((x.count > 1 ? x.squares : 0) + (y.count > 1 ? y.squares : 0)) / df
        return (df, (variance * (1 / Double(x.count) + 1 / Double(y.count))).squareRoot())
    }

    /// Satterthwaite's degrees of freedom and the standard error with a variance for each sample.
    private static func welch(
        _ x: SampleMoments, _ y: SampleMoments
    ) throws(AnalysisError) -> (df: Double, error: Double) {
        guard x.count > 1 else { throw AnalysisError("not enough 'x' observations") }
        guard y.count > 1 else { throw AnalysisError("not enough 'y' observations") }
        let (a, b) = (x.variance / Double(x.count), y.variance / Double(y.count))
        let df = (a + b) * (a + b) / (a * a / Double(x.count - 1) + b * b / Double(y.count - 1))
        return (df, (a + b).squareRoot())
    }

    private static func single(
        _ x: SampleMoments, mu: Double, conf: Double, alternative: Alternative, names: (String, String),
        method: String, dataName: String
    ) throws(AnalysisError) -> RObject {
        guard x.count > 1 else { throw AnalysisError("not enough 'x' observations") }
        let error = (x.variance / Double(x.count)).squareRoot()
        if error < 10 * Double.ulpOfOne * abs(x.mean) { throw AnalysisError("data are essentially constant") }
        return result(
            estimate: x.mean, error: error, df: Double(x.count - 1), mu: mu, conf: conf, alternative: alternative,
            estimates: .number(x.mean, name: names.0), nullName: names.1, method: method, dataName: dataName)
    }

    private static func result(
        estimate: Double, error: Double, df: Double, mu: Double, conf: Double, alternative: Alternative,
        estimates: RObject, nullName: String, method: String, dataName: String
    ) -> RObject {
        let t = (estimate - mu) / error
        let tail = alternative == .twoSided ? (1 - conf) / 2 : 1 - conf
        let width = Distribution.qt(tail, df: df, lowerTail: false)
        let lower = alternative == .less ? -.infinity : mu + (t - width) * error
        let upper = alternative == .greater ? .infinity : mu + (t + width) * error
        return HTest.object([
            ("statistic", .number(t, name: "t")), ("parameter", .number(df, name: "df")),
            ("p.value", .number(alternative.pValue(.studentsT(t, df: df)))),
            ("conf.int", HTest.interval(lower, upper)), ("estimate", estimates),
            ("null.value", .number(mu, name: nullName)), ("stderr", .number(error)),
            ("alternative", .text(alternative.rawValue)), ("method", .text(method)), ("data.name", .text(dataName)),
            ("conf.level", .number(conf)),
        ])
    }
}
