import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// Every way to evaluate a circuit gives the same, and costs what it says.
@Suite struct CarryChainTests {
    @Test(arguments: [1, 2, 3, 7, 8, 9, 16, 17]) func everyBlockLength(places: Int) throws {
        var dealer = Dealer(seed: UInt64(places))
        let limit = (1 << places) - 1
        let a = [0, limit, limit] + dealer.random(100, in: 0...limit)
        let b = [0, 1, 0] + dealer.random(100, in: 0...limit)
        let x = dealer.planes(a.map { UInt64($0) }, width: places)
        let y = dealer.planes(b.map { UInt64($0) }, width: places)
        for chain in CarryChain.ways(places: places) {
            let outcome = try runThreeParties { session in
                let (s, t) = (x[session.role].list(0..<103), y[session.role].list(0..<103))
                let carry = try session["chain"].carryOut(s.map { Factor($0) }, t.map { Factor($0) }, by: chain)
                return (SharedBits(words: carry.words, count: 103), session.metrics)
            }
            #expect(try Parts { outcome[$0].0 }.reconstructed() == zip(a, b).map { $0 + $1 > limit })
            #expect(outcome[.first].1.ands == 128 * chain.gates)
            #expect(outcome[.first].1.hops == chain.hops)
        }
    }

    @Test func fewHopsOrFewANDs() throws {
        let ways = CarryChain.ways(places: 61)
        #expect(ways.first.map { [$0.gates, $0.hops] } == [145, 7])
        #expect(ways.last.map { [$0.gates, $0.hops] } == [61, 61])
        let blocks = try runThreeParties { session in
            [try session.quickest(of: ways, rows: 64).block, try session.quickest(of: ways, rows: 1 << 20).block]
        }
        #expect(blocks[.first] == [2, 61])
    }

    /// As many rows as make every circuit choose its way with the fewest ANDs.
    @Test func manyRows() throws {
        let count = 1 << 16
        var dealer = Dealer(seed: 5)
        let limit = 1 << 59
        let plain = [0, -1, 1, -limit, limit - 1] + dealer.random(count - 5, in: -limit...limit - 1)
        let small = plain.map { UInt64(bitPattern: Int64($0)) & 0xFFFFF }
        let other = small.reversed().map { $0 }
        let x = dealer.numbers(plain)
        let (p, q) = (dealer.planes(small, width: 20), dealer.planes(other, width: 20))
        let outcome = try runThreeParties { session in
            let role = session.role
            let start = session.metrics.ands
            let planes = try session["bits"].toBits(x[role], width: 20)
            let bits = session.metrics.ands - start
            return (
                planes: planes, less: [try session["less"].isLess(p[role], q[role])],
                below: try session["below"].isLess(p[role], thanEach: [0, 1, 0xFFFFF, 0x12340, 1 << 20]), bits: bits
            )
        }
        #expect(try Parts { outcome[$0].planes }.reconstructed() == small)
        #expect(try Parts { outcome[$0].less }.reconstructed()[0] == zip(small, other).map(<))
        let thresholds: [UInt64] = [0, 1, 0xFFFFF, 0x12340, 1 << 20]
        #expect(try Parts { outcome[$0].below }.reconstructed() == thresholds.map { t in small.map { $0 < t } })
        #expect(outcome[.second].bits == count * (2 * 20 + 4))
    }

    @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 129, 300]) func batches(count: Int) throws {
        var dealer = Dealer(seed: 3)
        let (a, b) = (dealer.randomBits(count), dealer.randomBits(count))
        let (x, y) = (dealer.bits(a), dealer.bits(b))
        let outcome = try runThreeParties { session in
            let (x, y) = (x[session.role], y[session.role])
            return try session.inBatches(of: count, outcomes: 2, rowsAtOnce: 64) { session, rows throws(MPCError) in
                let words = rows.lowerBound / 64..<PackedBits.wordCount(rows.upperBound)
                let (x, y) = (Plane(x.words, words), Plane(y.words, words))
                return [try session["and"].and(Factor(x), Factor(y)), .sum(x, y)]
            }
        }
        #expect(try outcome.reconstructed() == [zip(a, b).map { $0 && $1 }, zip(a, b).map { $0 != $1 }])
    }

    @Test(arguments: [1, 2, 3, 5, 8, 13, 64]) func prefixOr(width: Int) throws {
        var dealer = Dealer(seed: 4)
        let mask = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        let plain =
            [0, mask, 1]
            + (0..<67).map { _ in dealer.generator.next() & mask >> UInt64.random(in: 0..<64, using: &dealer.generator)
            }
        let x = dealer.planes(plain, width: width)
        let outcome = try runThreeParties { session in
            let or = try session["or"].prefixOr(x[session.role].list(0..<70))
            return SharedPlanes(planes: or.map { SharedBits(words: $0.words, count: 70) }, count: 70)
        }
        let twin = plain.map { $0 == 0 ? 0 : UInt64.max >> UInt64($0.leadingZeroBitCount) }
        #expect(try outcome.reconstructed() == twin)
    }
}
