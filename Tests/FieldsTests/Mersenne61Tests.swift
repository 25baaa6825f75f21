import Fields
import TestSupport
import Testing

@Suite struct Mersenne61Tests {
    private static let p = UInt128(Mersenne61.modulus)
    private static let edges: [UInt64] = [0, 1, 2, 3, 1 << 31, 1 << 60, (1 << 60) - 1, (1 << 61) - 3, (1 << 61) - 2]

    private static func sample(_ count: Int) -> [Mersenne61] {
        var generator = SeededGenerator(seed: 61)
        return edges.map { Mersenne61($0) } + (0..<count).map { _ in Mersenne61(generator.next()) }
    }

    @Test func arithmeticAgreesWithWideIntegers() {
        for a in Self.sample(60) {
            for b in Self.sample(60) {
                let (x, y) = (UInt128(a.value), UInt128(b.value))
                #expect(UInt128((a + b).value) == (x + y) % Self.p)
                #expect(UInt128((a - b).value) == (x + Self.p - y) % Self.p)
                #expect(UInt128((a * b).value) == x * y % Self.p)
            }
            #expect(UInt128((-a).value) == (Self.p - UInt128(a.value)) % Self.p)
        }
    }

    @Test func everyWordHasItsResidue() {
        var generator = SeededGenerator(seed: 1)
        let edges: [UInt64] = [0, Mersenne61.modulus, 1 << 61, 2 * Mersenne61.modulus, .max, .max - 7]
        for word in edges + (0..<200).map({ _ in generator.next() }) {
            let element = Mersenne61(word)
            #expect(UInt128(element.value) == UInt128(word) % Self.p)
            #expect(element.isCanonical)
        }
        #expect(!Mersenne61(unchecked: Mersenne61.modulus).isCanonical)
    }

    @Test func signedNumbersComeBack() {
        let limit: Int64 = 1 << 60
        for number in [0, 1, -1, 2, -2, limit - 1, 1 - limit, 123_456_789, -987_654_321] as [Int64] {
            #expect(Mersenne61(signed: number).signedValue == number)
        }
        let expected = Int64(Self.p) - Int64(UInt128(Int64.min.magnitude) % Self.p)
        #expect(Mersenne61(signed: .min).value == UInt64(expected))
    }

    @Test func inverseMultipliesToOne() {
        for a in Self.sample(20) {
            if a == .zero {
                #expect(a.inverse == nil)
            } else {
                #expect(a.inverse.map { $0 * a } == .one)
            }
        }
        #expect(Mersenne61(3).power(0) == .one)
        #expect(Mersenne61(3).power(5) == 243)
    }
}
