import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

/// Hops and bytes as documented; seventy rows.
@Suite struct ObliviousCostTests {
    private static let count = 70

    private static func costs(
        mode: SecurityMode = .passive,
        _ program: @escaping @Sendable (Session, Shared<Mersenne61>, SharedBits, SharedPlanes) throws -> Void
    ) throws -> Parts<Metrics> {
        var dealer = Dealer()
        let (x, bits) = (dealer.numbers(Array(0..<count)), dealer.bits(dealer.randomBits(count)))
        let planes = dealer.planes((0..<UInt64(count)).map { $0 }, width: 12)
        return try runThreeParties(mode: mode) { session in
            try program(session["cost"], x[session.role], bits[session.role], planes[session.role])
            return session.metrics
        }
    }

    @Test func aShuffleTakesTwoHopsOrThree() throws {
        let passive = try Self.costs { session, x, _, _ in
            _ = try session.shuffle(Records(count: 70, columns: [x, x]))
        }
        #expect(Role.allCases.map { passive[$0].hops } == [2, 2, 2])
        #expect(Role.allCases.map { passive[$0].bytesSent } == [8, 8, 16].map { 2 * 70 * $0 })
        let back = try Self.costs { session, x, _, _ in
            let order = try session["order"].shuffleOrder(count: 70)
            _ = try session["back"].unshuffle(Records(count: 70, columns: [x]), by: order)
        }
        #expect(Role.allCases.map { back[$0].bytesSent } == [8, 8, 16].map { 70 * $0 })
        let active = try Self.costs(mode: .active) { session, x, _, _ in
            _ = try session.shuffle(Records(count: 70, columns: [x, x]))
            #expect(session.unverified == 3)
        }
        #expect(Role.allCases.map { active[$0].hops } == [3, 3, 3])
        #expect(Role.allCases.map { active[$0].bytesSent } == [16, 16, 16].map { 2 * 70 * $0 })
    }

    @Test func indicatorsTakeTheProductsOfSubsets() throws {
        let costs = try Self.costs { session, _, _, planes in
            let digit = SharedPlanes(planes: Array(planes.planes[0..<4]), count: 70)
            _ = try session.indicators(of: digit)
        }
        #expect(costs[.first].hops == 4)
        #expect(costs[.first].products == 70 * (8 + 11))
        #expect(costs[.first].bytesSent == 8 * 70 * (8 + 11))
    }

    /// A pass of two bits: 4 products for the bits, 1 for the pair, 3 for the destination; two columns are shuffled and
    /// the destinations opened.
    @Test func aDigitTakesEightHops() throws {
        let costs = try Self.costs { session, _, _, planes in
            let keys = SharedPlanes(planes: Array(planes.planes[0..<2]), count: 70)
            _ = try session.sort(keys: keys, plan: .digits(bits: 2))
        }
        #expect(costs[.second].hops == 2 + 1 + 1 + 2 + 1)
        #expect(costs[.second].products == 70 * (4 + 1 + 3))
        #expect(costs[.second].bytesSent == 8 * 70 * (4 + 1 + 1 + 2 + 2))
    }

    /// Few rows compare all pairs at once: the shuffle, the comparison of 12 + 7 planes, the opening.
    @Test func fewRowsAreSortedInOneLevel() throws {
        let costs = try Self.costs { session, _, _, planes in
            let few = planes[0..<20]
            _ = try session.sort(keys: few, plan: .comparisons)
        }
        #expect(costs[.first].hops <= 2 + 6 + 1)
        let pairs = (20 * 19 / 2 + 63) / 64 * 64
        #expect(costs[.first].ands <= 3 * 17 * pairs)
    }

    @Test func sumsByIndicatorTakeOneHop() throws {
        let costs = try Self.costs { session, x, _, _ in
            _ = try session.groupSums(indicators: [x, x, x], values: [x, x])
        }
        #expect(costs[.third].hops == 1)
        #expect(costs[.third].bytesSent == 8 * 6)
    }
}
