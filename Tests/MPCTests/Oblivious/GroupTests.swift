import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

@Suite struct GroupTests {
    @Test(arguments: SecurityMode.allCases, ShuffleTests.sizes) func compaction(mode: SecurityMode, count: Int) throws {
        var dealer = Dealer(seed: UInt64(count) + 1)
        let (plain, bits) = (Array(0..<count), dealer.randomBits(count))
        let (x, kept) = (dealer.numbers(plain), dealer.bits(bits))
        let outcome = try runThreeParties(mode: mode) { session in
            let records = Records(count: count, columns: [x[session.role]])
            return try session["compact"].compact(records, keeping: kept[session.role]).columns[0]
        }
        #expect(try outcome.reconstructed() == plain.filter { bits[$0] })
    }

    @Test(arguments: ShuffleTests.sizes, [0, 1, 2, 3, 5]) func indicatorsOfNarrowColumns(count: Int, width: Int) throws
    {
        var dealer = Dealer(seed: UInt64(count))
        let plain = (0..<count).map { _ in dealer.generator.next() & ((1 << UInt64(width)) - 1) }
        let column = dealer.planes(plain, width: width)
        let outcome = try runThreeParties { try $0["indicators"].indicators(of: column[$0.role]) }
        for value in 0..<1 << width {
            #expect(
                try Parts { outcome[$0][value] }.reconstructed() == plain.map { $0 == UInt64(value) ? 1 : 0 })
        }
    }

    @Test(arguments: SecurityMode.allCases, [0, 1, 2, 3, 65]) func sumsByKeyAndByIndicator(
        mode: SecurityMode, count: Int
    ) throws {
        var dealer = Dealer(seed: UInt64(count))
        let keys = (0..<count).map { _ in dealer.generator.next() & 3 }
        let (a, b) = (dealer.random(count, in: -99...99), dealer.random(count, in: -99...99))
        let (k, x, y) = (dealer.planes(keys, width: 2), dealer.numbers(a), dealer.numbers(b))
        let marks = (0..<4).map { group in dealer.numbers(keys.map { $0 == group ? 1 : 0 }) }
        let outcome = try runThreeParties(mode: mode) { session in
            let role = session.role
            let groups = try session["keys"].groupSums(keys: k[role], values: [x[role], y[role]])
            let sums = try session["marks"].groupSums(indicators: marks.map { $0[role] }, values: [x[role], y[role]])
            try session["end"].verify()
            return (groups, sums)
        }
        func sum(_ values: [Int], _ key: UInt64) -> Int {
            zip(values, keys).reduce(0) { $0 + ($1.1 == key ? $1.0 : 0) }
        }
        let present = Set(keys).sorted()
        let ones = Array(repeating: 1, count: count)
        #expect(try Parts { outcome[$0].0.keys }.reconstructed() == present)
        #expect(try Parts { outcome[$0].0.totals.counts }.reconstructed() == present.map { sum(ones, $0) })
        #expect(try Parts { outcome[$0].0.totals.sums[0] }.reconstructed() == present.map { sum(a, $0) })
        #expect(try Parts { outcome[$0].0.totals.sums[1] }.reconstructed() == present.map { sum(b, $0) })
        #expect(try Parts { outcome[$0].1.counts }.reconstructed() == (0..<4).map { sum(ones, $0) })
        #expect(try Parts { outcome[$0].1.sums[1] }.reconstructed() == (0..<4).map { sum(b, $0) })
    }
}
