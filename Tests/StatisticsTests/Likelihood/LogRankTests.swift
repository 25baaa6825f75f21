import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Comparisons of survival against the twin and against R.
@Suite struct LogRankTests {
    private static let weights: [RankTestWeight] = [
        .rho(0), .rho(1), .rho(0.5), .rho(2.5), .gehanBreslow, .taroneWare,
    ]

    private static func sums(
        _ rows: CoxCase, _ weight: RankTestWeight, mode: SecurityMode = .passive
    ) throws -> LogRankSums {
        let values = try rows.values(mode: mode) { session, sorted in
            try LogRank.candidate(of: sorted, weight: weight, in: session["test"])
        }
        let sizes = (0..<rows.strataCount).map { stratum in rows.strata.count { $0 == stratum } }
        let events = zip(rows.events, rows.strata).count { $0 && $1 != nil }
        let scales = LogRankScales(sizes: sizes, events: events, weight: weight)
        return try #require(scales.sums(values, groups: rows.covariates.count))
    }

    private static func groups(_ groups: [Int], _ count: Int) -> [[Int]] {
        (0..<count).map { group in groups.map { $0 == group ? 1 : 0 } }
    }

    private static func twin(_ rows: CoxCase, _ weight: RankTestWeight) -> LogRankSums {
        LogRank.plain(
            rows.times.map { Int($0) }, events: rows.events, strata: rows.strata,
            groups: rows.times.indices.map { row in rows.covariates.firstIndex { $0[row] == 1 } },
            count: rows.covariates.count, weight: weight)
    }

    private static func expect(
        _ sums: LogRankSums, _ twin: LogRankSums, within error: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let largest = max(twin.expected.reduce(0, +), 1e-3)
        #expect(sums.counts == twin.counts, sourceLocation: sourceLocation)
        for g in twin.counts.indices {
            #expect(abs(sums.observed[g] - twin.observed[g]) <= error * largest, sourceLocation: sourceLocation)
            #expect(abs(sums.expected[g] - twin.expected[g]) <= error * largest, sourceLocation: sourceLocation)
            let scale = max(twin.variance.flatMap(\.self).map(abs).max() ?? 0, 1e-3)
            for h in twin.counts.indices {
                let difference = abs(sums.variance[g][h] - twin.variance[g][h])
                #expect(difference <= error * scale, sourceLocation: sourceLocation)
            }
        }
    }

    @Test(arguments: SecurityMode.allCases, [0, 1, 2, 4, 5, 6, 48, 130])
    func random(mode: SecurityMode, count: Int) throws {
        for (index, (strata, groups, times)) in [(1, 2, 1000), (1, 3, 4), (3, 2, 10), (2, 1, 5)].enumerated() {
            var rows = CoxCase.random(count, strata: strata, bounds: [1], times: times, seed: UInt64(count + index))
            var dealer = Dealer(seed: UInt64(count))
            rows.covariates = Self.groups(dealer.random(count, in: 0...groups - 1), groups)
            rows.bounds = rows.covariates.map { _ in 1 }
            if index == 3 { rows.events = rows.events.map { _ in false } }
            for weight in mode == .active ? [.rho(0)] : Self.weights {
                Self.expect(
                    try Self.sums(rows, weight, mode: mode), Self.twin(rows, weight), within: 1e-12)
            }
        }
    }

    /// Enough rows that factors are cut in two parts.
    @Test func manyRows() throws {
        for (times, isRare) in [(3000, false), (20, false), (3000, true)] {
            var rows = CoxCase.random(3000, strata: 1, bounds: [1], times: times, seed: 4)
            rows.strata = rows.times.map { _ in 0 }
            if isRare { rows.events = rows.events.indices.map { $0 % 150 == 0 } }
            var dealer = Dealer(seed: 5)
            rows.covariates = Self.groups(dealer.random(3000, in: 0...2), 3)
            rows.bounds = [1, 1, 1]
            Self.expect(try Self.sums(rows, .rho(0)), Self.twin(rows, .rho(0)), within: 2e-13)
            Self.expect(try Self.sums(rows, .gehanBreslow), Self.twin(rows, .gehanBreslow), within: 2e-13)
        }
    }

    /// R 4.2.2: survdiff of MASS::gehan, and of survival::veteran with strata.
    @Test func asInR() throws {
        var gehan = CoxFitTests.gehan
        gehan.covariates = Self.groups(SurvivalData.gehan.control, 2)
        gehan.bounds = [1, 1]
        let test = try SurvivalDifference(groups: ["6-MP", "control"], try Self.sums(gehan, .rho(0)))
        #expect(test.counts == [21, 21])
        #expect(test.observed == [[9], [21]])
        #expect(abs(test.expected[0][0] - 19.250500948031128) < 1e-12)
        #expect(abs(test.variance[0][1] + 6.2569605736754994) < 1e-12)
        #expect(abs(test.chisq - 16.79294098921654) < 1e-11)

        var veteran = CoxFitTests.veteran
        veteran.covariates = Self.groups(SurvivalData.veteran.treatment.map { $0 - 1 }, 2)
        veteran.bounds = [1, 1]
        let stratified = try SurvivalDifference(groups: ["1", "2"], try Self.sums(veteran, .rho(0)))
        #expect(stratified.observed == [[64], [64]])
        #expect(abs(stratified.expected[0][0] - 68.207552976872506) < 1e-11)
        #expect(abs(stratified.variance[0][0] - 25.227887279302458) < 1e-11)
        #expect(abs(stratified.chisq - 0.70174334684431949) < 1e-11)

        var lung = CoxFitTests.lung
        lung.covariates = Self.groups(SurvivalData.lung.ecog, 4)
        lung.bounds = [1, 1, 1, 1]
        let weighted = try SurvivalDifference(groups: ["0", "1", "2", "3"], try Self.sums(lung, .rho(1)))
        let observed = [19.876891264069709, 47.814229732923629, 30.001713859550023, 0.84554659395346254]
        for (own, wanted) in zip(weighted.observed, observed) { #expect(abs(own[0] - wanted) < 1e-11) }
        #expect(abs(weighted.expected[3][0] - 0.15890365127787071) < 1e-12)
        #expect(abs(weighted.variance[1][2] + 6.380363811271322) < 1e-10)
        #expect(abs(weighted.chisq - 23.395293370343012) < 1e-10)
    }

    /// Beyond the sort: one hop where rows are few, a rounding more where they are many.
    @Test func cost() throws {
        func cost(_ count: Int) throws -> [Int] {
            var rows = CoxCase.random(count, strata: 1, bounds: [1, 1], times: 100, seed: 2)
            rows.covariates = Self.groups((0..<count).map { $0 % 2 }, 2)
            let shared = rows.shared()
            let costs = try runThreeParties { session in
                let sorted = try shared[session.role].sorted(in: session["sort"]) { candidate in
                    try session["open"].reveal(candidate.values).map(\.signedValue)
                }
                let before = session.metrics
                _ = try LogRank.candidate(of: sorted, weight: .rho(0), in: session["test"])
                let after = session.metrics
                return [after.hops - before.hops, after.bytesSent - before.bytesSent]
            }
            return costs[.second]
        }
        let (few, many) = (try cost(48), try cost(3000))
        #expect(few == [1, 24])
        #expect(many == [13, 18_168])
    }
}
