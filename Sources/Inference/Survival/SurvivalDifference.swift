/// A comparison of survival between groups: R's `survdiff`, and the tests of Gehan-Breslow and Tarone-Ware.
///
/// Source: Harrington and Fleming (1982); Klein and Moeschberger (2003), section 7.3. Releases: all of `LifetimeTable`.
public struct SurvivalDifference: Sendable, Equatable {
    /// Labels of the groups that have rows.
    public let groups: [String]
    /// Rows of each group.
    public let counts: [Int]
    /// Weighted observed events, by group and stratum.
    public let observed: [[Double]]
    /// Weighted expected events, by group and stratum.
    public let expected: [[Double]]
    /// The variance of observed less expected, over all strata.
    public let variance: [[Double]]
    /// The statistic.
    public let chisq: Double
    /// Its degrees of freedom: groups with expected events, less one.
    public let df: Int
    /// The upper tail of chi-squared; NaN where nothing is expected.
    public let pValue: Double
    /// Rows in each stratum; nil where the comparison has no strata.
    public let strata: [Int]?

    /// Compares the groups of a table, within strata where there are several.
    public init(_ table: LifetimeTable, weight: RankTestWeight = .rho(0)) throws(ModelError) {
        guard table.isWellFormed else { throw .malformed("columns of the lifetime table") }
        let labels = table.withoutStrata.groups.filter { $0.count > 0 }
        guard !labels.isEmpty else { throw .noObservations }
        guard labels.count > 1 else { throw .oneGroup }
        groups = labels.map(\.label)
        counts = labels.map(\.count)
        let parts = Set(table.groups.filter { $0.count > 0 }.map(\.stratum)).sorted()
        let size = labels.count
        var sums = Sums(groups: size)
        var (observed, expected) = ([[Double]](repeating: [], count: size), [[Double]](repeating: [], count: size))
        for part in parts {
            var stratum = Sums(groups: size)
            stratum.add(
                labels.map { label in
                    table.groups.first { $0.stratum == part && $0.label == label.label }
                }, weight: weight)
            for group in 0..<size {
                observed[group].append(stratum.observed[group])
                expected[group].append(stratum.expected[group])
            }
            sums.add(variance: stratum.variance)
        }
        (self.observed, self.expected, variance) = (observed, expected, sums.variance)
        strata =
            parts.count > 1
            ? parts.map { part in table.groups.filter { $0.stratum == part }.reduce(0) { $0 + $1.count } } : nil
        let test = try Self.test(
            observed.map { $0.reduce(0, +) }, expected.map { $0.reduce(0, +) }, sums.variance, isRho: weight.isRho)
        (chisq, df, pValue) = (test.chisq, test.df, test.pValue)
    }

    /// From the sums of all strata together.
    ///
    /// - Parameters:
    ///   - groups: the labels of the groups; those without rows are left out.
    ///   - strata: the rows of each stratum, nil without strata.
    public init(
        groups labels: [String], _ sums: LogRankSums, strata: [Int]? = nil, weight: RankTestWeight = .rho(0)
    ) throws(ModelError) {
        let kept = labels.indices.filter { sums.counts[$0] > 0 }
        guard !kept.isEmpty else { throw .noObservations }
        guard kept.count > 1 else { throw .oneGroup }
        groups = kept.map { labels[$0] }
        counts = kept.map { sums.counts[$0] }
        observed = kept.map { [sums.observed[$0]] }
        expected = kept.map { [sums.expected[$0]] }
        variance = kept.map { row in kept.map { sums.variance[row][$0] } }
        self.strata = strata
        let test = try Self.test(
            observed.map { $0[0] }, expected.map { $0[0] }, variance, isRho: weight.isRho)
        (chisq, df, pValue) = (test.chisq, test.df, test.pValue)
    }

    private static func test(
        _ observed: [Double], _ expected: [Double], _ variance: [[Double]], isRho: Bool
    ) throws(ModelError) -> (chisq: Double, df: Int, pValue: Double) {
        let kept = expected.indices.filter { expected[$0] > 0 }
        let df = max(0, kept.count - 1)
        let others = kept.dropFirst()
        let factor = SymmetricFactor(others.map { row in others.map { variance[row][$0] } }, tolerance: 1e-12)
        // survdiff leaves out groups without expected events; the other tests have no answer then.
        guard factor.rank == others.count, isRho || kept.count == observed.count else { throw .singularVariance }
        let chisq = factor.quadraticForm(others.map { observed[$0] - expected[$0] })
        let pValue =
            df > 0 ? Distribution.pchisq(chisq, df: Double(df), lowerTail: false) : kept.isEmpty ? .nan : 1
        return (chisq, df, pValue)
    }

    /// Sums over the event times of one stratum.
    private struct Sums {
        var observed: [Double]
        var expected: [Double]
        var variance: [[Double]]

        init(groups: Int) {
            observed = [Double](repeating: 0, count: groups)
            expected = observed
            variance = [[Double]](repeating: observed, count: groups)
        }

        mutating func add(variance other: [[Double]]) {
            for row in other.indices { for column in other.indices { variance[row][column] += other[row][column] } }
        }

        mutating func add(_ groups: [LifetimeTable.Group?], weight: RankTestWeight) {
            let atRisk = groups.map { $0?.atRisk }
            var survival = 1.0
            for time in 0..<(atRisk.compactMap(\.self).first?.count ?? 0) {
                let risk = atRisk.map { $0?[time] ?? 0 }
                let events = groups.map { $0?.events[time] ?? 0 }
                let (n, d) = (risk.reduce(0, +), events.reduce(0, +))
                guard d > 0 else { continue }
                let factor = weight.weight(atRisk: n, survival: survival)
                survival *= Double(n - d) / Double(n)
                let spread = n > 1 ? factor * factor * Double(d) * Double(n - d) / Double(n - 1) : 0
                let shares = risk.map { Double($0) / Double(n) }
                for row in groups.indices {
                    observed[row] += factor * Double(events[row])
                    expected[row] += factor * Double(d) * Double(risk[row]) / Double(n)
                    for column in groups.indices {
                        variance[row][column] += spread * shares[row] * ((row == column ? 1 : 0) - shares[column])
                    }
                }
            }
        }
    }
}
