import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

@testable import Statistics

@Suite struct GroupOrderTests {
    /// Smallest, middle and largest of the cells that have rows.
    private static func ranks(_ inputs: JointInputs) -> [[Int]] {
        inputs.cells.indices.map { cell in
            let size = inputs.rows(of: cell).count
            return size == 0 ? [] : [1, (size + 1) / 2, size]
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func againstTheTwin(
        mode: SecurityMode, count: Int
    ) throws {
        for (largest, noCell) in [(5, false), (1000, false), (20, true)] {
            let inputs = JointInputs(count, cells: 3, largest: largest, width: 10, noCell: noCell)
            let ranks = Self.ranks(inputs)
            let outcome = try Joint.run(mode) { session in
                try GroupOrderStatistics.candidate(
                    planes: inputs.planes[session.role], cells: inputs.cells(session.role), ranks: ranks, in: session)
            }
            let twin = GroupOrderStatistics.plain(inputs.numbers, groups: inputs.groups, ranks: ranks)
            #expect(try Joint.values(outcome) == twin.map { Int($0) })
            #expect(
                try Joint.sizes(outcome)
                    == ranks.enumerated().flatMap { cell, ranks in ranks.map { _ in inputs.rows(of: cell).count } })
        }
    }

    @Test(arguments: SelectionTests.methods, [1, 2, 65]) func everyWay(
        _ method: SelectionWay.Method, count: Int
    ) throws {
        let inputs = JointInputs(count, cells: 2, largest: 50, width: 6)
        let ranks = Self.ranks(inputs)
        let outcome = try runThreeParties { session in
            let role = session.role
            let wanted = ranks.map { ranks in
                Shared<Mersenne61>.publicValue(ranks.map { Mersenne61(UInt64($0)) }, role: role)
            }
            guard ranks.contains(where: { !$0.isEmpty }) else { return Shared<Mersenne61>.zero(count: 0) }
            return try GroupOrderStatistics.select(
                planes: inputs.planes[role], cells: inputs.cells(role), ranks: wanted, by: method, in: session)
        }
        let twin = GroupOrderStatistics.plain(inputs.numbers, groups: inputs.groups, ranks: ranks)
        #expect(try outcome.reconstructed() == twin.map { Int($0) })
    }

    /// Several cells take no more hops than one.
    @Test func hops() throws {
        let inputs = JointInputs(60, cells: 3, largest: 1000, width: 10)
        func hops(_ cells: Int) throws -> Int {
            try Joint.cost { session in
                _ = try GroupOrderStatistics.candidate(
                    planes: inputs.planes[session.role], cells: Array(inputs.cells(session.role).prefix(cells)),
                    ranks: Array(repeating: [1, 2], count: cells), in: session)
            }[0]
        }
        #expect(try hops(3) == hops(1))
    }
}
