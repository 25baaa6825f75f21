import Fields
import Foundation
import MPC
import SecretSharing
import TestSupport
import Testing

/// Fixed-point functions against integer arithmetic and against Double, with the edges of their ranges.
@Suite struct FixedPointTests {
    private static func run(
        _ inputs: [[Int]], _ program: @escaping @Sendable (Session, [Shared<Mersenne61>]) throws -> Shared<Mersenne61>
    ) throws -> [Int] {
        var dealer = Dealer(seed: 8)
        let shared = inputs.map { dealer.numbers($0) }
        return try runThreeParties { session in try program(session, shared.map { $0[session.role] }) }.reconstructed()
    }

    private static func floorQuotient(_ a: Int, _ b: Int) -> Int {
        let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
        return rest < 0 ? quotient - 1 : quotient
    }

    @Test(arguments: [1, 2, 3, 12, 28, 29, 30, 57, 58]) func shift(by s: Int) throws {
        let limit = 1 << 59
        var dealer = Dealer(seed: UInt64(s))
        let plain =
            [0, 1, -1, -limit, limit - 1, 1 << s, -(1 << s), (1 << s) - 1] + dealer.random(50, in: -limit...limit - 1)
        let down = try Self.run([plain]) { try $0["shift"].shiftedDown($1[0], by: s) }
        #expect(down == plain.map { $0 >> s })
        let small = plain.map { $0 / 4 }
        let rounded = try Self.run([small]) { try $0["round"].rounded($1[0], by: s) }
        #expect(rounded == small.map { ($0 + 1 << (s - 1)) >> s })
    }

    @Test func noShift() throws { #expect(try Self.run([[]]) { try $0["shift"].shiftedDown($1[0], by: 7) } == []) }

    @Test(arguments: [0, 1, 12, 28]) func division(fractionBits f: Int) throws {
        let limit = (1 << 29) - 1
        var dealer = Dealer(seed: UInt64(f))
        let edges = [
            (0, 1), (1, 1), (-1, 1), (limit, 1), (-limit, 1), (limit, limit), (-limit, limit), (1, limit), (-1, limit),
        ]
        let more = [(limit, 3), (-limit, 3), (7, 2), (-7, 2), (limit - 1, limit), (5, 0), (0, 0), (1 << 28, 1 << 14)]
        var pairs = edges + more
        for bits in 1...29 {
            pairs += zip(dealer.random(4, in: -limit...limit), dealer.random(4, in: 1 << (bits - 1)...(1 << bits) - 1))
        }
        let plain = pairs
        let defined = try Self.run([plain.map(\.0), plain.map(\.1)]) { session, inputs in
            let quotients = try session["divide"].divide(inputs[0], by: inputs[1], fractionBits: f)
            return .concatenating([quotients.values, quotients.isDefined])
        }
        #expect(defined.prefix(plain.count) == plain.map { $1 == 0 ? 0 : Self.floorQuotient($0 << f, $1) }[...])
        #expect(defined.suffix(plain.count) == plain.map { $1 == 0 ? 0 : 1 }[...])
    }

    @Test func reciprocals() throws {
        let plain = [1, 2, 3, 5, 7, 1 << 28, (1 << 29) - 1, 0, 1000]
        let outcome = try Self.run([plain]) { try $0["reciprocal"].reciprocal(of: $1[0]).values }
        #expect(outcome == plain.map { $0 == 0 ? 0 : (1 << 28) / $0 })
    }

    @Test func squareRoots() throws {
        var dealer = Dealer(seed: 6)
        var plain = [
            0, 1, 2, 3, 4, 8, 9, (1 << 58) - 1, ((1 << 29) - 1) * ((1 << 29) - 1),
            ((1 << 29) - 1) * ((1 << 29) - 1) - 1,
        ]
        for bits in stride(from: 2, through: 58, by: 4) { plain += dealer.random(2, in: 0...(1 << bits) - 1) }
        let outcome = try Self.run([plain]) { try $0["root"].squareRoot($1[0]) }
        for (x, root) in zip(plain, outcome) { #expect(root * root <= x && (root + 1) * (root + 1) > x) }
        let small = plain.map { $0 & 0xFFFF }
        let fine = try Self.run([small]) { try $0["root"].squareRoot($1[0], fractionBits: 20) }
        #expect(fine == small.map { Int((Double($0) * 0x1p40).squareRoot()) })
    }

    @Test(arguments: [0, 28]) func logarithms(fractionBits g: Int) throws {
        var dealer = Dealer(seed: 7)
        var plain = [1, 2, 3, 4, 5, (1 << 58) - 1, 1 << 57, 1 << 28, (1 << 28) + 1, (1 << 28) - 1]
        for bits in 2...58 { plain += dealer.random(2, in: 1 << (bits - 1)...(1 << bits) - 1) }
        let outcome = try Self.run([plain]) { try $0["log"].logarithm($1[0], fractionBits: g) }
        for (x, y) in zip(plain, outcome) {
            let twin = (log(Double(x)) - Double(g) * log(2)) * 0x1p28
            #expect(abs(Double(y) - twin) < 2)
        }
    }

    @Test func exponentials() throws {
        var dealer = Dealer(seed: 9)
        let limit = 20 << 28
        let plain =
            [0, 1, -1, limit, -limit, 1 << 28, -(1 << 28), limit - 1, 186_065_279, 186_065_280, -186_065_279]
            + dealer.random(80, in: -limit...limit)
        let outcome = try Self.run([plain]) { try $0["exp"].exponential($1[0]) }
        for (x, y) in zip(plain, outcome) {
            let twin = exp(Double(x) * 0x1p-28) * 0x1p28
            #expect(abs(Double(y) - twin) <= twin * 0x1p-27 + 0.5)
        }
    }

    @Test(arguments: [1, 2, 3, 5, 8, 9, 31]) func extremes(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = dealer.random(count, in: -4...4)
        let other = dealer.random(count, in: -(1 << 58)...1 << 58)
        let outcome = try Self.run([plain, other]) { session, inputs in
            let (x, y) = (inputs[0], inputs[1])
            let (low, high) = (try session["low"].minimum(of: x), try session["high"].maximum(of: x))
            return .concatenating([
                low.value, low.index, high.value, high.index, try session["min"].minimum(x, y),
                try session["max"].maximum(x, y),
            ])
        }
        let (low, high) = (plain.min() ?? 0, plain.max() ?? 0)
        let ends = [low, plain.firstIndex(of: low) ?? 0, high, plain.firstIndex(of: high) ?? 0]
        #expect(outcome == ends + zip(plain, other).map(min) + zip(plain, other).map(max))
    }
}
