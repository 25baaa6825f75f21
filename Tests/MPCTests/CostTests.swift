import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

/// Hops and bytes of every verb and circuit, as documented.
@Suite struct CostTests {
    /// Seventy elements: two words of bits a plane.
    private static let count = 70

    private static func expect(
        hops: Int, bytes: Int, products: Int = 0, ands: Int = 0, gates: Int? = nil,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ program: @escaping @Sendable (Session, Shared<Mersenne61>, SharedBits, SharedPlanes) throws -> Void
    ) throws {
        var dealer = Dealer()
        let x = dealer.numbers(dealer.random(count, in: 0...1))
        let bits = dealer.bits(dealer.randomBits(count))
        let planes = dealer.planes((0..<UInt64(count)).map { $0 }, width: 12)
        let costs = try runThreeParties { session in
            try program(session["cost"], x[session.role], bits[session.role], planes[session.role])
            return session.metrics
        }
        for role in Role.allCases {
            #expect(costs[role].hops == hops, sourceLocation: sourceLocation)
            #expect(costs[role].bytesSent == bytes, sourceLocation: sourceLocation)
            #expect(costs[role].products == products, sourceLocation: sourceLocation)
            #expect(costs[role].ands == (gates ?? ands * 128), sourceLocation: sourceLocation)
        }
    }

    @Test func verbs() throws {
        try Self.expect(hops: 1, bytes: 8 * 70, products: 70) { session, x, _, _ in _ = try session.multiply(x, x) }
        try Self.expect(hops: 1, bytes: 16, products: 140) { session, x, _, _ in
            _ = try session.innerProducts([(x, x), (x, x)])
        }
        try Self.expect(hops: 1, bytes: 16, ands: 1) { session, _, bits, _ in _ = try session.and(bits, bits) }
        try Self.expect(hops: 1, bytes: 16 * 70) { session, x, _, _ in _ = try session.reveal(x) }
        try Self.expect(hops: 1, bytes: 32) { session, _, bits, _ in _ = try session.reveal(bits) }
        try Self.expect(hops: 0, bytes: 0) { session, x, _, _ in _ = try session.handOver(x) }
        try Self.expect(hops: 1, bytes: 8 * 70, products: 70) { session, x, _, _ in _ = try session.select(x, x, x) }
    }

    @Test func comparisonOfFewNumbersTakes206ConjunctionsAnd8Hops() throws {
        try Self.expect(hops: 8, bytes: 206 * 16, ands: 206) { session, x, _, _ in _ = try session.isNegative(x) }
        try Self.expect(hops: 8, bytes: 206 * 16, ands: 206) { session, x, _, _ in _ = try session.isLess(x, x) }
    }

    @Test func equalityOfNumbersTakes121ConjunctionsAnd7Hops() throws {
        try Self.expect(hops: 7, bytes: 121 * 16, ands: 121) { session, x, _, _ in _ = try session.isZero(x) }
        try Self.expect(hops: 7, bytes: 121 * 16, ands: 121) { session, x, _, _ in _ = try session.isEqual(x, x) }
    }

    @Test func conversions() throws {
        try Self.expect(hops: 2, bytes: 16 * 70, products: 140) { session, _, bits, _ in _ = try session.toField(bits) }
        try Self.expect(hops: 2, bytes: 32 * 70, products: 280) { session, _, bits, _ in
            _ = try session.toField([bits, bits])
        }
        try Self.expect(hops: 10, bytes: 508 * 16, ands: 508) { session, x, _, _ in
            _ = try session.toBits(x, width: 60)
        }
        try Self.expect(hops: 8, bytes: 68 * 16, ands: 68) { session, x, _, _ in _ = try session.toBits(x, width: 12) }
        try Self.expect(hops: 4, bytes: 6 * 16, ands: 6) { session, x, _, _ in _ = try session.toBits(x, width: 1) }
        try Self.expect(hops: 2, bytes: 3 * 16, ands: 3) { session, x, _, _ in _ = try session.toBit(x) }
    }

    /// Twelve planes: 2 (w - 1) less one for each of the ceil(log2 w) levels, from the lowest bit of the threshold up.
    @Test func planes() throws {
        try Self.expect(hops: 4, bytes: 18 * 16, ands: 18) { session, _, _, planes in
            _ = try session.isLess(planes, thanEach: [41])
        }
        try Self.expect(hops: 4, bytes: 12 * 16, ands: 12) { session, _, _, planes in
            _ = try session.isLess(planes, thanEach: [40])
        }
        try Self.expect(hops: 4, bytes: (12 + 2 * 18) * 16, ands: 48) { session, _, _, planes in
            _ = try session.isLess(planes, thanEach: [0, 40, 17, 5000, 1])
        }
        try Self.expect(hops: 5, bytes: 24 * 16, ands: 24) { session, _, _, planes in
            _ = try session.isLess(planes, planes)
        }
        try Self.expect(hops: 4, bytes: 22 * 16, ands: 22) { session, _, _, planes in
            _ = try session.isEqual(planes, toEach: [3, 4])
        }
        try Self.expect(hops: 4, bytes: 11 * 16, ands: 11) { session, _, _, planes in
            _ = try session.isEqual(planes, planes)
        }
    }

    @Test func fixedPoint() throws {
        try Self.expect(hops: 11, bytes: 115 * 16 + 64 * 70, products: 8 * 70, ands: 115) { session, x, _, _ in
            _ = try session.shiftedDown(x, by: 28)
        }
        try Self.expect(hops: 102, bytes: 113_872, products: 148 * 70, ands: 1937) { session, x, _, _ in
            _ = try session.divide(x, by: x)
        }
        try Self.expect(hops: 127, bytes: 143_520, products: 174 * 70, ands: 2880) { session, x, _, _ in
            _ = try session.divide(x, by: x, fractionBits: 28)
        }
        try Self.expect(hops: 87, bytes: 322_048, products: 219 * 70, ands: 12_463) { session, x, _, _ in
            _ = try session.squareRoot(x)
        }
        try Self.expect(hops: 89, bytes: 151_984, products: 223 * 70, ands: 1694) { session, x, _, _ in
            _ = try session.logarithm(x)
        }
        try Self.expect(hops: 91, bytes: 135_544, products: 204 * 70, gates: 170_432) { session, x, _, _ in
            _ = try session.exponential(x)
        }
    }
}
