import Fields
import MPC
import SecretSharing
import TestSupport
import Testing

/// Every circuit against its cleartext twin, with the edges of the range among the inputs.
@Suite struct CircuitTests {
    static let sizes = [0, 1, 2, 5, 63, 64, 65]
    static let limit = 1 << 59

    /// Numbers in range, the edges first.
    static func numbers(_ count: Int, _ dealer: inout Dealer, limit: Int = limit) -> [Int] {
        let edges = [0, -1, 1, -limit, limit - 1, 2 - limit, limit / 2, -limit / 2]
        return Array((edges + dealer.random(count, in: -limit...limit - 1)).prefix(count))
    }

    @Test(arguments: sizes) func sign(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = Self.numbers(count, &dealer)
        let x = dealer.numbers(plain)
        let outcome = try runThreeParties { try $0["sign"].isNegative(x[$0.role]) }
        #expect(try outcome.reconstructed() == plain.map { $0 < 0 })
    }

    @Test func signOfManyAndOfAllSmallNumbers() throws {
        var dealer = Dealer(seed: 12)
        let plain = Array(-200...200) + dealer.random(800, in: -Self.limit...Self.limit - 1)
        let x = dealer.numbers(plain)
        let outcome = try runThreeParties { try $0["sign"].isNegative(x[$0.role]) }
        #expect(try outcome.reconstructed() == plain.map { $0 < 0 })
    }

    @Test(arguments: sizes) func less(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let a = Self.numbers(count, &dealer, limit: Self.limit / 2)
        let b = Array(a.reversed())
        let (x, y) = (dealer.numbers(a), dealer.numbers(b))
        let outcome = try runThreeParties { try $0["less"].isLess(x[$0.role], y[$0.role]) }
        #expect(try outcome.reconstructed() == zip(a, b).map(<))
    }

    @Test(arguments: sizes) func zero(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = Self.numbers(count, &dealer).map { $0 % 3 == 0 ? 0 : $0 }
        let x = dealer.numbers(plain)
        let outcome = try runThreeParties { try $0["zero"].isZero(x[$0.role]) }
        #expect(try outcome.reconstructed() == plain.map { $0 == 0 })
    }

    /// All components 0, one component 0, and components that are 0 or p - 1, where the two spellings of 0 matter.
    @Test func zeroWhateverTheComponents() throws {
        let edges: [Mersenne61] = [0, 1, -1, 2, -2, Mersenne61(1 << 60)]
        var components: [[Mersenne61]] = [[], [], []]
        for a in edges {
            for b in edges {
                for c in edges + [-(a + b)] {
                    for (j, element) in [a, b, c].enumerated() { components[j].append(element) }
                }
            }
        }
        let x = Parts { role in
            [Shared(own: components[role.components.own], next: components[role.components.next])]
        }
        let sum = try Parts { x[$0][0] }.reconstructed()
        let outcome = try runThreeParties { session in
            let u = x[session.role][0]
            return (
                zero: try session["zero"].isZero(u), negative: try session["sign"].isNegative(u),
                planes: try session["bits"].toBits(u, width: 60)
            )
        }
        #expect(try Parts { outcome[$0].zero }.reconstructed() == sum.map { $0 == 0 })
        let inside = sum.map { $0 >= -Self.limit && $0 < Self.limit }
        let negative = try Parts { outcome[$0].negative }.reconstructed()
        let column = try Parts { outcome[$0].planes }.reconstructed()
        for i in sum.indices where inside[i] {
            #expect(negative[i] == (sum[i] < 0))
            #expect(column[i] == UInt64(bitPattern: Int64(sum[i])) & ((1 << 60) - 1))
        }
    }

    @Test(arguments: sizes) func bitsToFieldAndBack(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let plain = Self.numbers(count, &dealer)
        let bits = dealer.randomBits(count)
        let (x, b) = (dealer.numbers(plain), dealer.bits(bits))
        let outcome = try runThreeParties { session in
            (
                field: try session["field"].toField([b[session.role], b[session.role].not(role: session.role)]),
                planes: try session["planes"].toBits(x[session.role], width: 60),
                low: try session["low"].toBits(x[session.role], width: 3)
            )
        }
        #expect(try Parts { outcome[$0].field[0] }.reconstructed() == bits.map { $0 ? 1 : 0 })
        #expect(try Parts { outcome[$0].field[1] }.reconstructed() == bits.map { $0 ? 0 : 1 })
        #expect(
            try Parts { outcome[$0].planes }.reconstructed()
                == plain.map { UInt64(bitPattern: Int64($0)) & ((1 << 60) - 1) })
        #expect(try Parts { outcome[$0].low }.reconstructed() == plain.map { UInt64(bitPattern: Int64($0)) & 7 })
    }

    @Test(arguments: sizes, [0, 1, 2, 3, 7, 8, 11, 64]) func planesAgainstConstants(count: Int, width: Int) throws {
        var dealer = Dealer(seed: UInt64(count + 100 * width))
        let mask: UInt64 = width == 64 ? .max : (1 << UInt64(width)) - 1
        let plain = (0..<count).map { $0 == 0 ? mask : dealer.generator.next() & mask }
        let middle = plain.last ?? 1
        let constants = [0, 1, mask, mask / 2, middle, mask == .max ? 7 : mask + 1, 1 << 63]
        let x = dealer.planes(plain, width: width)
        let outcome = try runThreeParties { session in
            (
                less: try session["less"].isLess(x[session.role], thanEach: constants),
                equal: try session["equal"].isEqual(x[session.role], toEach: constants)
            )
        }
        let less = try Parts { outcome[$0].less }.reconstructed()
        let equal = try Parts { outcome[$0].equal }.reconstructed()
        for (k, constant) in constants.enumerated() {
            #expect(less[k] == plain.map { $0 < constant })
            #expect(equal[k] == plain.map { $0 == constant })
        }
    }

    @Test(arguments: sizes, [0, 1, 2, 5, 12]) func planesAgainstPlanes(count: Int, width: Int) throws {
        var dealer = Dealer(seed: UInt64(count + 100 * width))
        let mask: UInt64 = (1 << UInt64(width)) - 1
        let a = (0..<count).map { _ in dealer.generator.next() & mask }
        let b = a.map { $0 % 3 == 0 ? $0 : dealer.generator.next() & mask }
        let (x, y) = (dealer.planes(a, width: width), dealer.planes(b, width: width))
        let outcome = try runThreeParties { session in
            [
                try session["less"].isLess(x[session.role], y[session.role]),
                try session["equal"].isEqual(x[session.role], y[session.role]),
            ]
        }
        #expect(try outcome.reconstructed() == [zip(a, b).map(<), zip(a, b).map(==)])
    }

    @Test(arguments: sizes) func selection(count: Int) throws {
        var dealer = Dealer(seed: UInt64(count))
        let (a, b) = (Self.numbers(count, &dealer), dealer.random(count, in: -50...50))
        let bits = dealer.random(count, in: 0...1)
        let (x, y, s) = (dealer.numbers(a), dealer.numbers(b), dealer.numbers(bits))
        let outcome = try runThreeParties { try $0["pick"].select(s[$0.role], x[$0.role], y[$0.role]) }
        #expect(try outcome.reconstructed() == bits.indices.map { bits[$0] == 1 ? a[$0] : b[$0] })
    }
}
