import Fields
import Inference
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Curves in steps of enough events, against the twin.
@Suite struct MergedLifetimeTests {
    private static func values(
        _ mode: SecurityMode, _ inputs: JointInputs, events plain: [Bool], ticks: [UInt64],
        minimum: MergedLifetimes.Minimum
    ) throws -> [Int] {
        var dealer = Dealer(seed: 8)
        let events = dealer.numbers(plain.map { $0 ? 1 : 0 })
        let outcome = try Joint.run(mode) { session in
            try MergedLifetimes.candidate(
                planes: inputs.planes[session.role], ticks: ticks, events: events[session.role],
                cells: inputs.cells(session.role), minimum: minimum, in: session["steps"])
        }
        return try Joint.values(outcome)
    }

    private static func twin(
        _ inputs: JointInputs, events: [Bool], ticks: [UInt64], cells: Int, minimum: MergedLifetimes.Minimum
    ) -> [Int] {
        MergedLifetimes.plain(
            inputs.numbers, ticks: ticks, events: events, groups: inputs.groups, cells: cells, minimum: minimum)
    }

    @Test(arguments: SecurityMode.allCases, [0, 1, 2, 4, 5, 6, 9, 63, 130])
    func random(mode: SecurityMode, count: Int) throws {
        for (largest, cells, minimum) in [(1000, 1, (5, 5)), (30, 3, (1, 1)), (6, 2, (2, 4)), (30, 2, (3, 8))] {
            let inputs = JointInputs(count, cells: cells, largest: largest, width: 10)
            var dealer = Dealer(seed: UInt64(count))
            let events = dealer.randomBits(count)
            let minimum = MergedLifetimes.Minimum(events: minimum.0, rows: minimum.1)
            let ticks = (0..<12).map { UInt64($0 * largest / 10) }
            let own = try Self.values(mode, inputs, events: events, ticks: ticks, minimum: minimum)
            #expect(own == Self.twin(inputs, events: events, ticks: ticks, cells: cells, minimum: minimum))
        }
    }

    /// Everybody censored, everybody dead, all at one time, and grids of no, one and many ticks.
    @Test(arguments: SecurityMode.allCases) func shapes(mode: SecurityMode) throws {
        for (largest, isEvent) in [(40, false), (40, true), (0, true), (1, false)] {
            let inputs = JointInputs(48, cells: 2, largest: largest, width: 6)
            let events = inputs.groups.map { _ in isEvent }
            for ticks in [[], [20], [63], [3, 100], Array(0...40)] as [[UInt64]] {
                for minimum in [(0, 0), (1, 5), (5, 5), (48, 1)] {
                    let minimum = MergedLifetimes.Minimum(events: minimum.0, rows: minimum.1)
                    let own = try Self.values(mode, inputs, events: events, ticks: ticks, minimum: minimum)
                    #expect(own == Self.twin(inputs, events: events, ticks: ticks, cells: 2, minimum: minimum))
                }
            }
        }
        let none = JointInputs(9, cells: 0, largest: 5, width: 3)
        let events = none.groups.map { _ in true }
        #expect(try Self.values(mode, none, events: events, ticks: [2], minimum: .init(events: 1, rows: 1)) == [])
    }

    /// What is shown keeps the minimum: no step, no difference of two numbers at risk, and no rest is smaller.
    @Test func nothingSmallIsShown() throws {
        for seed in 0..<200 {
            var dealer = Dealer(seed: UInt64(seed))
            let count = dealer.random(1, in: 0...40)[0]
            let (times, events) = (dealer.random(count, in: 0...20).map(UInt64.init), dealer.randomBits(count))
            let groups = dealer.random(count, in: 0...2).map { $0 == 2 ? nil : $0 }
            let ticks = (0...20).map { UInt64($0) }
            let values = MergedLifetimes.plain(
                times, ticks: ticks, events: events, groups: groups, cells: 2, minimum: .init(events: 5, rows: 5))
            for cell in 0..<2 {
                let part = Array(values[cell * 43..<(cell + 1) * 43])
                let ends = (1...21).filter { part[$0] > 0 }
                #expect(part[0] == -1 || part[0] == 0 || part[0] >= 5)
                var (died, left) = (0, part[0])
                for end in ends {
                    let (events, behind) = (part[end] - 1 - died, part[21 + end])
                    #expect(events == 0 || events >= 5)
                    #expect(behind == 0 || behind >= 5 || (behind == -1 && end == ends.last))
                    #expect(left - behind >= 5)
                    (died, left) = (died + events, behind)
                }
                for tick in 1...21 where part[tick] == 0 { #expect(part[21 + tick] == 0) }
            }
        }
    }

    /// R 4.2.2: summary(survfit(Surv(time, cens) ~ treat, data = MASS::gehan)), each week being a tick and a minimum of 1.
    @Test func asInR() throws {
        let data = SurvivalData.gehan
        let inputs = JointInputs(
            groups: data.control.map { $0 }, numbers: data.times.map(UInt64.init), cells: 2, width: 6)
        let values = try Self.values(
            .passive, inputs, events: data.events.map { $0 == 1 }, ticks: (0...35).map { UInt64($0) },
            minimum: .init(events: 1, rows: 1))
        let table = try #require(
            SteppedLifetimes(
                values: values.map(Int64.init), ticks: (0...35).map(Double.init), groups: ["6-MP", "control"]))
        let fit = try SurvivalFit(table)
        #expect(fit.curves.map(\.count) == [21, 21])
        let drug = fit.curves[0]
        let died = drug.times.indices.filter { drug.events[$0] > 0 }
        #expect(drug.times == [6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35])
        #expect(died.map { drug.times[$0] } == [6, 7, 10, 13, 16, 22, 23])
        #expect(died.map { drug.atRisk[$0] } == [21, 17, 15, 12, 11, 7, 6])
        #expect(died.map { drug.events[$0] } == [3, 1, 1, 1, 1, 1, 1])
        #expect(drug.censored == [1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1])
        #expect(fit.curves[1].times == [1, 2, 3, 4, 5, 8, 11, 12, 15, 17, 22, 23])
        #expect(fit.curves[1].atRisk == [21, 19, 17, 16, 14, 12, 8, 6, 4, 3, 2, 1])
        #expect(fit.curves.map(\.left) == [0, 0])
        let survival = [0.85714286, 0.80672269, 0.75294118, 0.69019608, 0.62745098, 0.53781513, 0.44817927]
        let errors = [0.07636035, 0.08693529, 0.09634965, 0.10681471, 0.11405387, 0.12823375, 0.13459146]
        for (index, wanted) in survival.enumerated() {
            let own = drug.survival[died[index]]
            #expect(abs(own - wanted) < 1e-8)
            #expect(abs(own * drug.standardError[died[index]] - errors[index]) < 1e-8)
        }
    }
}

/// What these curves take; the second party, passive.
@Suite struct MergedLifetimeCostTests {
    /// 48 rows, twelve planes, 121 ticks, two groups.
    @Test func cost() throws {
        let inputs = JointInputs(48, cells: 2, largest: 2400, width: 12)
        var dealer = Dealer(seed: 8)
        let events = dealer.numbers(dealer.randomBits(48).map { $0 ? 1 : 0 })
        func cost(_ ticks: Int, minimum: Int) throws -> [Int] {
            try Joint.cost { session in
                _ = try MergedLifetimes.candidate(
                    planes: inputs.planes[session.role], ticks: (0..<ticks).map { UInt64(20 * $0) },
                    events: events[session.role], cells: inputs.cells(session.role),
                    minimum: .init(events: minimum, rows: minimum), in: session)
            }
        }
        // More steps can be with a minimum of 1: more powers.
        let costs = try [cost(121, minimum: 5), cost(61, minimum: 5), cost(61, minimum: 1)]
        #expect(costs == [[30, 802_720], [30, 310_120], [32, 316_064]])
    }
}
