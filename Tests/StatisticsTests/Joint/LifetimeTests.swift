import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Events and censored rows by time, sorted values and distances of distributions, against the twins.
@Suite struct LifetimeTests {
    static let shapes = [(5, false), (1000, false), (0, false), (20, true)]

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func lifetimes(mode: SecurityMode, count: Int) throws {
        for (largest, noCell) in Self.shapes {
            let inputs = JointInputs(count, cells: 3, largest: largest, width: 10, noCell: noCell)
            var dealer = Dealer(seed: 8)
            let plain = dealer.randomBits(count)
            let events = dealer.numbers(plain.map { $0 ? 1 : 0 })
            let outcome = try Joint.run(mode) { session in
                let role = session.role
                return try Lifetimes.candidate(
                    planes: inputs.planes[role], events: events[role], cells: inputs.cells(role), in: session["times"],
                    open: Joint.open(in: session))
            }
            let twin = Lifetimes.plain(inputs.numbers, events: plain, groups: inputs.groups, cells: 3)
            let values = try Joint.values(outcome)
            #expect(values == twin)
            let table = try #require(
                LifetimeTable(
                    values: values.map(Int64.init), minimum: 10, decimals: 1,
                    groups: [("a", 0), ("b", 0), ("c", 1)]))
            #expect(
                table.groups.map { $0.events.reduce(0, +) + $0.censored.reduce(0, +) }
                    == (0..<3).map { inputs.rows(of: $0).count })
            #expect(table.times == table.times.sorted())
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func onAGrid(mode: SecurityMode, count: Int) throws {
        for (thresholds, cells) in [([0, 3, 4, 20, 1024], 3), ([7], 2), ([], 1), ([0, 5], 0)] as [([UInt64], Int)] {
            let inputs = JointInputs(count, cells: cells, largest: 30, width: 10)
            var dealer = Dealer(seed: 8)
            let plain = dealer.randomBits(count)
            let events = dealer.numbers(plain.map { $0 ? 1 : 0 })
            let outcome = try Joint.run(mode) { session in
                let role = session.role
                return try GridLifetimes.candidate(
                    planes: inputs.planes[role], thresholds: thresholds, events: events[role],
                    cells: inputs.cells(role), in: session)
            }
            let twin = GridLifetimes.plain(
                inputs.numbers, thresholds: thresholds, events: plain, groups: inputs.groups, cells: cells)
            #expect(try Joint.values(outcome) == twin)
        }
    }

    /// A wide column takes more than one word a row.
    @Test func wideTimes() throws {
        let inputs = JointInputs(groups: [0, 1, 0], numbers: [1 << 59, 3, 1 << 59], cells: 2, width: 60)
        var dealer = Dealer(seed: 8)
        let events = dealer.numbers([1, 1, 0])
        let outcome = try Joint.run(.passive) { session in
            let role = session.role
            return try Lifetimes.candidate(
                planes: inputs.planes[role], events: events[role], cells: inputs.cells(role), in: session["times"],
                open: Joint.open(in: session))
        }
        #expect(try Joint.values(outcome) == [3, 1 << 59, 0, 1, 0, 1, 1, 0, 0, 0])
    }

    /// An engine may refuse to open the number of times, and a number that cannot be one ends the job.
    @Test func refusals() throws {
        let inputs = JointInputs(9, cells: 1, largest: 3, width: 2)
        struct Refused: Error {}
        for opened in [-1, 10] as [Int64] {
            #expect(throws: JointError.notACount) {
                try Joint.run(.passive) { session in
                    try SortedValues.candidate(
                        planes: inputs.planes[session.role], counting: inputs.cells[0][session.role], in: session,
                        open: { _ in [opened] })
                }
            }
        }
        #expect(throws: Refused.self) {
            try Joint.run(.passive) { session in
                try Lifetimes.candidate(
                    planes: inputs.planes[session.role], events: inputs.cells[0][session.role],
                    cells: inputs.cells(session.role), in: session, open: { _ in throw Refused() })
            }
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func sortedValues(
        mode: SecurityMode, count: Int
    ) throws {
        for (largest, noCell) in Self.shapes {
            let inputs = JointInputs(count, cells: 1, largest: largest, width: 10, noCell: noCell)
            let outcome = try Joint.run(mode) { session in
                try SortedValues.candidate(
                    planes: inputs.planes[session.role], counting: inputs.cells[0][session.role], in: session["sorted"],
                    open: Joint.open(in: session))
            }
            let twin = SortedValues.plain(inputs.numbers, counting: inputs.groups.map { $0 != nil })
            #expect(try Joint.values(outcome) == twin)
        }
    }

    @Test(arguments: SecurityMode.allCases, JointInputs.sizes) func distances(mode: SecurityMode, count: Int) throws {
        for (largest, noCell) in Self.shapes {
            let inputs = JointInputs(count, cells: 2, largest: largest, width: 10, noCell: noCell)
            let outcome = try Joint.run(mode) { session in
                try DistributionDistance.candidate(
                    planes: inputs.planes[session.role], first: inputs.cells[0][session.role],
                    second: inputs.cells[1][session.role], in: session)
            }
            #expect(
                try Joint.values(outcome) == DistributionDistance.plain(inputs.numbers, groups: inputs.groups))
        }
    }

    /// x <- c(1, 2, 2, 5, 8); y <- c(2, 3, 3, 9); 20 * ks.test(x, y, alternative = "greater")$statistic: 7, "less": 3
    @Test func distanceAsInR() throws {
        let inputs = JointInputs(
            groups: [0, 0, 0, 0, 0, 1, 1, 1, 1], numbers: [1, 2, 2, 5, 8, 2, 3, 3, 9], cells: 2, width: 4)
        #expect(DistributionDistance.plain(inputs.numbers, groups: inputs.groups) == [5, 4, 7, 3])
    }
}
