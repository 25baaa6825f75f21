/// Power and sample size of the comparison of two proportions.
///
/// Source: R's `power.prop.test`; the normal approximation. Releases: nothing.
public enum PowerProportionTest {
    /// The one of n (in each group), p1, p2, significance and power that is nil, from the others.
    public static func solve(
        n: Double? = nil, p1: Double? = nil, p2: Double? = nil, significance: Double? = 0.05, power: Double? = nil,
        alternative: Alternative = .twoSided, strict: Bool = false, tolerance: Double = BrentRoot.defaultTolerance
    ) throws(AnalysisError) -> RObject {
        let given = [n, p1, p2, significance, power]
        guard given.filter({ $0 == nil }).count == 1 else {
            throw AnalysisError("exactly one of 'n', 'p1', 'p2', 'power', and 'sig.level' must be NULL")
        }
        let sided = alternative == .twoSided
        let values = given.map { $0 ?? .nan }
        func computed(_ v: [Double]) -> Double {
            self.power(n: v[0], p1: v[1], p2: v[2], significance: v[3], sided: sided, strict: strict)
        }
        func miss(_ place: Int) -> (Double) -> Double {
            { value in
                var tried = values
                tried[place] = value
                return computed(tried) - tried[4]
            }
        }
        let root: Double?
        switch given.firstIndex(of: nil) {
        case 4: root = computed(values)
        case 0: root = BrentRoot.find(from: 1, to: 1e7, tolerance: tolerance, widening: .upward, miss(0))
        case 1: root = BrentRoot.find(from: 0, to: values[2], tolerance: tolerance, miss(1))
        case 2: root = BrentRoot.find(from: values[1], to: 1, tolerance: tolerance, miss(2))
        default: root = BrentRoot.find(from: 1e-10, to: 1 - 1e-10, tolerance: tolerance, widening: .upward, miss(3))
        }
        guard let root else { throw AnalysisError("no proportion, size or level reaches this power") }
        let names = ["n", "p1", "p2", "sig.level", "power"]
        return .list(
            zip(names, given).map { ($0, .number($1 ?? root)) } + [
                ("alternative", .text(sided ? "two.sided" : "one.sided")),
                ("note", .text("n is number in *each* group")),
                ("method", .text("Two-sample comparison of proportions power calculation")),
            ], kind: "power.htest")
    }

    private static func power(
        n: Double, p1: Double, p2: Double, significance: Double, sided: Bool, strict: Bool
    ) -> Double {
        let critical = Distribution.qnorm(significance / (sided ? 2 : 1), lowerTail: false)
        let mean = (p1 + p2) / 2
        let null = (2 * mean * (1 - mean)).squareRoot()
        let spread = (p1 * (1 - p1) + p2 * (1 - p2)).squareRoot()
        let shift = n.squareRoot() * abs(p1 - p2)
        let power = Distribution.pnorm((shift - critical * null) / spread)
        guard strict, sided else { return power }
        return power + Distribution.pnorm((shift + critical * null) / spread, lowerTail: false)
    }
}
