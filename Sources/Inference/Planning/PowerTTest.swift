/// Power and sample size of t tests.
///
/// Source: R's `power.t.test`; the non-central t distribution. Releases: nothing.
public enum PowerTTest {
    /// Which t test is planned.
    public enum Kind: String, Sendable {
        /// Two groups of n.
        case twoSample = "two.sample"
        /// One group of n.
        case oneSample = "one.sample"
        /// n pairs.
        case paired
    }

    /// The one of n, delta, sd, significance and power that is nil, from the others.
    ///
    /// `strict` counts rejections on the wrong side too. `tolerance` is where the search stops, as in R.
    public static func solve(
        n: Double? = nil, delta: Double? = nil, sd: Double? = 1, significance: Double? = 0.05, power: Double? = nil,
        kind: Kind = .twoSample, alternative: Alternative = .twoSided, strict: Bool = false,
        tolerance: Double = BrentRoot.defaultTolerance
    ) throws(AnalysisError) -> RObject {
        let given = [n, delta, sd, significance, power]
        guard given.filter({ $0 == nil }).count == 1 else {
            throw AnalysisError("exactly one of 'n', 'delta', 'sd', 'power', and 'sig.level' must be NULL")
        }
        let sided = alternative == .twoSided
        let model = Model(
            samples: kind == .twoSample ? 2 : 1, sides: sided ? 2 : 1, strict: strict && sided)
        var values = given.map { $0 ?? .nan }
        if sided { values[1] = abs(values[1]) }
        func miss(_ place: Int) -> (Double) -> Double {
            let known = values
            return { value in
                var tried = known
                tried[place] = value
                return model.power(n: tried[0], delta: tried[1], sd: tried[2], significance: tried[3]) - tried[4]
            }
        }
        let root: Double?
        switch given.firstIndex(of: nil) {
        case 4: root = model.power(n: values[0], delta: values[1], sd: values[2], significance: values[3])
        case 0: root = BrentRoot.find(from: 2, to: 1e7, tolerance: tolerance, widening: .upward, miss(0))
        case 1:
            root = BrentRoot.find(
                from: values[2] * 1e-7, to: values[2] * 1e7, tolerance: tolerance, widening: .upward, miss(1))
        case 2:
            root = BrentRoot.find(
                from: values[1] * 1e-7, to: values[1] * 1e7, tolerance: tolerance, widening: .downward, miss(2))
        default: root = BrentRoot.find(from: 1e-10, to: 1 - 1e-10, tolerance: tolerance, miss(3))
        }
        guard let root else { throw AnalysisError("f() values at end points not of opposite sign") }
        let results = given.map { $0 ?? root }
        return result(
            sided ? results.enumerated().map { $0.offset == 1 ? abs($0.element) : $0.element } : results,
            kind, sided)
    }

    /// The power of a two-sample test with unequal groups, at the effect size `d`; with d, ncp and df.
    ///
    /// Group sizes may be fractions: those of Wilcoxon's test are multiplied by its asymptotic relative efficiency.
    public static func unequal(n1: Double, n2: Double, d: Double, significance: Double = 0.05) -> RObject {
        let df = n1 + n2 - 2
        let ncp = d * (n1 * n2 / (n1 + n2)).squareRoot()
        let critical = Distribution.qt(significance / 2, df: df, lowerTail: false)
        let power =
            Distribution.pt(-critical, df: df, ncp: ncp) + Distribution.pt(critical, df: df, ncp: ncp, lowerTail: false)
        return .list([("power", .number(power)), ("d", .number(d)), ("ncp", .number(ncp)), ("df", .number(df))])
    }

    private struct Model {
        let samples: Double
        let sides: Double
        let strict: Bool

        func power(n: Double, delta: Double, sd: Double, significance: Double) -> Double {
            let df = max(1e-7, n - 1) * samples
            let ncp = (n / samples).squareRoot() * delta / sd
            let critical = Distribution.qt(significance / sides, df: df, lowerTail: false)
            let power = Distribution.pt(critical, df: df, ncp: ncp, lowerTail: false)
            return strict ? power + Distribution.pt(-critical, df: df, ncp: ncp) : power
        }
    }

    private static func result(_ values: [Double], _ kind: Kind, _ sided: Bool) -> RObject {
        let (note, title): (RObject, String) =
            switch kind {
            case .twoSample: (.text("n is number in *each* group"), "Two-sample")
            case .oneSample: (.null, "One-sample")
            case .paired:
                (.text("n is number of *pairs*, sd is std.dev. of *differences* within pairs"), "Paired")
            }
        let names = ["n", "delta", "sd", "sig.level", "power"]
        return .list(
            zip(names, values).map { ($0, .number($1)) } + [
                ("alternative", .text(sided ? "two.sided" : "one.sided")), ("note", note),
                ("method", .text("\(title) t test power calculation")),
            ], kind: "power.htest")
    }
}
