import Fields
import Inference
import MPC
import SecretSharing
import TestSupport
import Testing

@testable import Statistics

/// Mid-ranks, their sums and products against the twins.
@Suite struct RankTests {
    private static func sums(_ inputs: JointInputs, _ mode: SecurityMode) throws -> Parts<Candidate> {
        try Joint.run(mode) { session in
            try Ranks.candidate(
                planes: inputs.planes[session.role], cells: inputs.cells(session.role), in: session)
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func sumsByCell(mode: SecurityMode, count: Int) throws {
        for (largest, noCell) in [(5, false), (1000, false), (0, false), (20, true)] {
            let inputs = JointInputs(count, cells: 3, largest: largest, width: 10, noCell: noCell)
            let outcome = try Self.sums(inputs, mode)
            let twin = Ranks.plain(inputs.numbers, groups: inputs.groups, cells: 3)
            #expect(try Joint.values(outcome) == twin)
            let all = twin[0] + twin[2] + twin[4]
            #expect(try Joint.sizes(outcome) == [twin[0], twin[0], twin[2], twin[2], twin[4], twin[4], all, all, all])
        }
    }

    /// x <- c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5); g <- c(0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0)
    /// 2 * tapply(rank(x), g, sum); t <- table(x); sum(t^2); sum(t^3)
    @Test func asInR() throws {
        let inputs = JointInputs(
            groups: [0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0], numbers: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], cells: 2, width: 4)
        let values = try Joint.values(Self.sums(inputs, .active))
        #expect(values == [6, 59, 5, 73, 21, 47, 0])
        let sums = try #require(RankSums(groups: ["a", "b"], values: values.map(Int64.init)))
        #expect(sums.counts == [6, 5] && sums.twiceRankSums == [59, 73])
        #expect(sums.tieSquares == 21 && sums.tieCubes == 47)
        #expect(RankSums(groups: ["a"], values: values.map(Int64.init)) == nil)
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func midranks(mode: SecurityMode, count: Int) throws {
        for (largest, noCell) in [(5, false), (1000, false), (0, false), (20, true)] {
            let inputs = JointInputs(count, cells: 1, largest: largest, width: 10, noCell: noCell)
            let outcome = try runThreeParties(mode: mode) { session in
                let ranks = try Ranks.midranks(
                    planes: inputs.planes[session.role], counting: inputs.cells[0][session.role], in: session["ranks"])
                try session["end"].verify()
                return ranks
            }
            #expect(
                try outcome.reconstructed() == Ranks.plain(inputs.numbers, counting: inputs.groups.map { $0 != nil }))
        }
    }

    @Test(arguments: SecurityMode.allCases, [0, 1, 2, 9, 65]) func rankProducts(mode: SecurityMode, count: Int) throws {
        let x = JointInputs(count, cells: 1, largest: 9, width: 4)
        let y = JointInputs(count, cells: 1, largest: 100, width: 7)
        let outcome = try Joint.run(mode) { session in
            let role = session.role
            return try RankProducts.candidate(
                columns: [x.planes[role], y.planes[role]], mask: x.cells[0][role], in: session)
        }
        #expect(
            try Joint.values(outcome) == RankProducts.plain([x.numbers, y.numbers], mask: x.groups.map { $0 != nil }))
    }

    /// As with more than 2^17 rows: the mid-ranks in limbs give the same matrix.
    @Test func rankProductsInLimbs() throws {
        let x = JointInputs(60, cells: 1, largest: 9, width: 4)
        let y = JointInputs(60, cells: 1, largest: 100, width: 7)
        let one = LimbPlan.midranks(rows: 60)
        let two = try #require(LimbPlan(minimum: 0, maximum: 1 << 20, power: .second))
        #expect(!one.needsPlanes && two.needsPlanes && LimbPlan.midranks(rows: 1 << 19).needsPlanes)
        func matrix(_ plan: LimbPlan) throws -> ProductMatrix? {
            let outcome = try Joint.run(.passive) { session in
                let role = session.role
                return try RankProducts.candidate(
                    columns: [x.planes[role], y.planes[role]], mask: x.cells[0][role], plan: plan, in: session)
            }
            let values = try Joint.values(outcome).map(Int64.init)
            return ProductPlan(columns: [plan, plan])?.matrix(values: values, names: ["x", "y"], decimals: [0, 0])
        }
        #expect(try matrix(one) != nil)
        #expect(try matrix(two) == matrix(one))
    }

    /// As with more than 2^19 rows: the sum of t^3 in two parts.
    @Test(arguments: SecurityMode.allCases) func tiesInTwoParts(mode: SecurityMode) throws {
        var dealer = Dealer()
        let lengths = [1 << 20, 0, 5, 4096, 4097, 1 << 23]
        let shared = dealer.numbers(lengths)
        let outcome = try runThreeParties(mode: mode) { session in
            let ties = try TieSums(lengths: shared[session.role], atOnceUpTo: 0, in: session["ties"])
            try session["end"].verify()
            return ties.values
        }
        let values = try outcome.reconstructed().map(Int64.init)
        let ties = try #require(TieTotals(values: values))
        #expect(values.allSatisfy { $0 < 1 << 59 })
        #expect(ties.squares.int == lengths.reduce(0) { $0 + $1 * $1 })
        #expect(
            ties.cubes == lengths.reduce(WideInteger(0)) { $0 + WideInteger($1) * WideInteger($1) * WideInteger($1) })
    }

    /// Many equal values: the sum of t^3 leaves 59 bits, its parts do not.
    @Test func manyEqualValues() throws {
        let ties = try #require(TieTotals(values: [1 << 42, 0, 1 << 39]))
        #expect(ties.cubes == WideInteger(Int128(1) << 63))
        #expect(RankSums(groups: [], values: [1 << 42, 0, 1 << 39]) == nil)
        #expect(TieTotals(values: [1, 2]) == nil)
    }
}
