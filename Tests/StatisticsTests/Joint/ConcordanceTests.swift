import Fields
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Pairs counted by their order, against the twins.
@Suite struct ConcordanceTests {
    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func kendall(mode: SecurityMode, count: Int) throws {
        for (largest, noCell) in [(5, false), (1000, false), (0, false), (20, true)] {
            let x = JointInputs(count, cells: 1, largest: largest, width: 10, noCell: noCell)
            let y = JointInputs(count, cells: 1, largest: 6, width: 3)
            let outcome = try Joint.run(mode) { session in
                let role = session.role
                return try Concordance.candidate(
                    x.planes[role], y.planes[role], counting: x.cells[0][role], in: session)
            }
            let counting = x.groups.map { $0 != nil }
            #expect(try Joint.values(outcome) == Concordance.plain(x.numbers, y.numbers, counting: counting))
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func survival(mode: SecurityMode, count: Int) throws {
        for (largest, strata) in [(5, 1), (1000, 3), (0, 2), (20, 0)] {
            let time = JointInputs(count, cells: strata, largest: largest, width: 10)
            let score = JointInputs(count, cells: 1, largest: 6, width: 3)
            var dealer = Dealer(seed: 9)
            let plain = dealer.randomBits(count)
            let events = dealer.numbers(plain.map { $0 ? 1 : 0 })
            let outcome = try Joint.run(mode) { session in
                let role = session.role
                return try SurvivalConcordance.candidate(
                    time: time.planes[role], events: events[role], score: score.planes[role], strata: time.cells(role),
                    in: session)
            }
            let twin = SurvivalConcordance.plain(
                time: time.numbers, events: plain, score: score.numbers, strata: time.groups)
            #expect(try Joint.values(outcome) == twin)
        }
    }

    /// More than one block of pairs.
    @Test func manyPairs() throws {
        let x = JointInputs(2300, cells: 1, largest: 500, width: 9)
        let y = JointInputs(2300, cells: 1, largest: 6, width: 3)
        let outcome = try Joint.run(.passive) { session in
            let role = session.role
            return try Concordance.candidate(
                x.planes[role], y.planes[role], counting: x.cells[0][role], in: session)
        }
        let counting = x.groups.map { $0 != nil }
        #expect(try Joint.values(outcome) == Concordance.plain(x.numbers, y.numbers, counting: counting))
    }

    /// survival::concordance(Surv(time, event) ~ x + strata(s))$count, and without the strata.
    @Test func asInR() {
        let time: [UInt64] = [3, 5, 5, 7, 7, 7, 9, 2, 4, 4, 6, 8]
        let events = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1].map { $0 == 1 }
        let score: [UInt64] = [2, 1, 4, 3, 4, 5, 6, 2, 1, 1, 7, 3]
        func counts(_ strata: [Int?]) -> [Int] {
            Array(SurvivalConcordance.plain(time: time, events: events, score: score, strata: strata)[1...])
        }
        #expect(counts(time.map { _ in 0 }) == [33, 9, 3, 1, 1])
        #expect(counts([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]) == [18, 2, 0, 1, 1])
    }

    /// The sum of sign(x_i - x_j) sign(y_i - y_j) over i < j in R.
    @Test func kendallAsInR() {
        let (x, y): ([UInt64], [UInt64]) = ([1, 2, 2, 3, 5, 5, 5, 8], [4, 1, 3, 3, 2, 3, 3, 7])
        #expect(Array(Concordance.plain(x, y, counting: x.map { _ in true })[..<2]) == [8, 3])
    }
}
