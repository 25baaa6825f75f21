import Fields
import MPC
import SecretSharing
import Statistics
import TestSupport
import Testing

/// Every statistic against its cleartext twin, with and without a selection.
@Suite struct StatisticsTests {
    static let sizes = [0, 1, 2, 5, 64, 65]

    /// A mask as 0 and 1, and the same selection in the clear.
    private static func mask(
        _ count: Int, _ masked: Bool, _ dealer: inout Dealer
    ) -> ([Bool], Parts<Shared<Mersenne61>>) {
        let plain = masked ? dealer.randomBits(count) : Array(repeating: true, count: count)
        return (plain, dealer.numbers(plain.map { $0 ? 1 : 0 }))
    }

    private static func values(_ candidates: Parts<Candidate>) throws -> [Int] {
        try Parts { candidates[$0].values }.reconstructed()
    }

    private static func groupSizes(_ candidates: Parts<Candidate>) throws -> [Int] {
        try Parts { candidates[$0].evidence.groupSizes }.reconstructed()
    }

    @Test(arguments: sizes, [true, false]) func moments(count: Int, masked: Bool) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: -1000...1000)
        let (selected, shared) = Self.mask(count, masked, &dealer)
        let x = dealer.numbers(plain)
        let outcome = try runThreeParties { session in
            let mask = masked ? shared[session.role] : nil
            return [
                Count.candidate(mask: mask, rows: count, in: session["count"]),
                try Moments.sum(of: x[session.role], mask: mask, in: session["sum"]),
                try Moments.squares(of: x[session.role], around: 13, mask: mask, in: session["squares"]),
            ]
        }
        let size = Count.plain(mask: selected)
        #expect(try Self.values(Parts { outcome[$0][0] }) == [size])
        #expect(try Self.values(Parts { outcome[$0][1] }) == Array(Moments.plain(plain, mask: selected)[..<2]))
        #expect(try Self.values(Parts { outcome[$0][2] }) == Moments.plain(plain, around: 13, mask: selected))
        #expect(try Self.groupSizes(Parts { outcome[$0][2] }) == [size, size, size])
    }

    @Test(arguments: sizes, [true, false]) func frequency(count: Int, masked: Bool) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: 0...4)
        let (selected, shared) = Self.mask(count, masked, &dealer)
        let indicators = (0..<4).map { level in dealer.numbers(plain.map { $0 == level ? 1 : 0 }) }
        let outcome = try runThreeParties { session in
            try Frequency.candidate(
                indicators: indicators.map { $0[session.role] }, mask: masked ? shared[session.role] : nil,
                rows: count, in: session)
        }
        #expect(try Self.values(outcome) == Frequency.plain(plain, levels: 4, mask: selected))
        #expect(outcome[.first].releases == [.cell, .cell, .cell, .cell])
    }

    @Test(arguments: sizes, [true, false]) func histogram(count: Int, masked: Bool) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: 0...127).map(UInt64.init)
        let thresholds: [UInt64] = [0, 10, 20, 21, 64, 127, 128]
        let (selected, shared) = Self.mask(count, masked, &dealer)
        let x = dealer.planes(plain, width: 7)
        let outcome = try runThreeParties { session in
            try Histogram.candidate(
                planes: x[session.role], thresholds: thresholds, mask: masked ? shared[session.role] : nil,
                in: session)
        }
        #expect(try Self.values(outcome) == Histogram.plain(plain, thresholds: thresholds, mask: selected))
        #expect(try Self.groupSizes(outcome) == Array(repeating: Count.plain(mask: selected), count: 6))
    }

    @Test(arguments: sizes, [true, false]) func orderStatistics(count: Int, masked: Bool) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: 0...30).map(UInt64.init)
        let (selected, shared) = Self.mask(count, masked, &dealer)
        let size = Count.plain(mask: selected)
        let ranks = size == 0 ? [] : [1, (size + 1) / 2, size / 2 + 1, size]
        let x = dealer.planes(plain, width: 5)
        let outcome = try runThreeParties { session in
            let mask = masked ? shared[session.role] : nil
            return [
                try OrderStatistics.candidate(planes: x[session.role], mask: mask, ranks: ranks, in: session["rank"]),
                try OrderStatistics.extremes(planes: x[session.role], mask: mask, in: session["extremes"]),
            ]
        }
        let twin = OrderStatistics.plain(plain, mask: selected, ranks: ranks).map(Int.init)
        #expect(try Self.values(Parts { outcome[$0][0] }) == twin)
        let extremes = try Self.values(Parts { outcome[$0][1] })
        if size > 0 { #expect(extremes == [twin[0], twin[3]]) }
    }

    @Test func aWideColumnOfEqualAndExtremeValues() throws {
        var dealer = Dealer(seed: 2)
        let plain: [UInt64] = [1 << 39, 0, (1 << 40) - 1, 7, 7, 7, 1 << 20]
        let x = dealer.planes(plain, width: 40)
        let ranks = Array(1...7)
        let outcome = try runThreeParties { session in
            try OrderStatistics.candidate(planes: x[session.role], mask: nil, ranks: ranks, in: session)
        }
        #expect(try Self.values(outcome) == plain.sorted().map { Int($0) })
        #expect(outcome[.third].releases == ranks.map { .orderStatistic(rank: $0) })
    }

    @Test func costs() throws {
        var dealer = Dealer()
        let (x, mask) = (dealer.numbers([1, 2, 3]), dealer.numbers([1, 0, 1]))
        let planes = dealer.planes([1, 2, 3], width: 12)
        func cost(_ program: @escaping @Sendable (Session) throws -> Candidate) throws -> [Int] {
            let metrics = try runThreeParties { session in
                _ = try program(session)
                return session.metrics
            }
            return [metrics[.second].hops, metrics[.second].bytesSent]
        }
        #expect(try cost { try Moments.sum(of: x[$0.role], mask: nil, in: $0) } == [0, 0])
        #expect(try cost { try Moments.sum(of: x[$0.role], mask: mask[$0.role], in: $0) } == [1, 8])
        #expect(try cost { try Moments.squares(of: x[$0.role], around: 0, mask: nil, in: $0) } == [1, 8])
        #expect(try cost { try Moments.squares(of: x[$0.role], around: 0, mask: mask[$0.role], in: $0) } == [2, 32])
        let levels = [x, mask, x]
        let frequency = try cost { session in
            try Frequency.candidate(
                indicators: levels.map { $0[session.role] }, mask: mask[session.role], rows: 3, in: session)
        }
        #expect(frequency == [1, 24])
        let histogram = try cost {
            try Histogram.candidate(planes: planes[$0.role], thresholds: [5, 9], mask: mask[$0.role], in: $0)
        }
        #expect(histogram == [4 + 3 + 2, (2 * 18 + 3 + 2) * 8 + 2 * 64 * 16])
        let quantile = try cost {
            try OrderStatistics.candidate(planes: planes[$0.role], mask: nil, ranks: [1, 2, 3], in: $0)
        }
        #expect(quantile[0] == 13 + 4)
    }
}
