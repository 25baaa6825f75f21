import Inference
import Testing

@Suite("Exact rationals")
struct ExactRationalTests {
    @Test("Lowest terms, sign in the numerator")
    func lowestTerms() throws {
        let value = try #require(ExactRational(6, over: -4))
        #expect(value.numerator == -3)
        #expect(value.denominator == 2)
        #expect(ExactRational(1, over: 0) == nil)
        #expect(value.floor == -2)
    }

    @Test("Arithmetic agrees with cross multiplication")
    func arithmetic() throws {
        var random = SplitMix(seed: 7)
        for _ in 0..<2_000 {
            let (a, b) = (Int128(random.signed(1_000_000)), Int128(random.next() % 1_000_000 + 1))
            let (c, d) = (Int128(random.signed(1_000_000)), Int128(random.next() % 1_000_000 + 1))
            let (x, y) = (try #require(ExactRational(a, over: b)), try #require(ExactRational(c, over: d)))
            #expect(x.adding(y) == ExactRational(a * d + c * b, over: b * d))
            #expect(x.subtracting(y) == ExactRational(a * d - c * b, over: b * d))
            #expect(x.multiplied(by: y) == ExactRational(a * c, over: b * d))
            #expect(x.divided(by: y) == (c == 0 ? nil : ExactRational(a * d, over: b * c)))
            #expect((x < y) == (a * d < c * b))
        }
    }

    @Test("What does not fit is nil, not a trap")
    func overflow() throws {
        let huge = try #require(ExactRational(Int128.max, over: 1))
        #expect(huge.adding(huge) == nil)
        #expect(huge.multiplied(by: huge) == nil)
        #expect(ExactRational(.min, over: 1) == nil)
        #expect(ExactRational(1, decimals: 39) == nil)
        let tiny = try #require(ExactRational(1, over: Int128.max))
        #expect(tiny.adding(try #require(ExactRational(1, over: Int128.max - 1))) == nil)
        #expect(tiny < huge)
    }

    @Test("The nearest double: equal to IEEE division wherever both parts are doubles")
    func nearestDouble() throws {
        var random = SplitMix(seed: 11)
        for _ in 0..<5_000 {
            let top = Int128(random.next() >> 11) - (1 << 52)
            let bottom = Int128(random.next() >> (11 + random.next() % 40)) + 1
            let value = try #require(ExactRational(top, over: bottom))
            #expect(value.double == Double(top) / Double(bottom))
        }
        #expect(try #require(ExactRational((1 << 53) + 1, over: 1)).double == 9_007_199_254_740_992)
        #expect(try #require(ExactRational((1 << 53) + 3, over: 1)).double == 9_007_199_254_740_996)
        #expect(ExactRational(0).double == 0)
    }

    @Test("Exact decimals where the quotient ends")
    func decimals() throws {
        let value = try #require(ExactRational(289, over: 4)).exactDecimal
        #expect(value?.significand == 7225)
        #expect(value?.decimals == 2)
        #expect(try #require(ExactRational(1, over: 3)).exactDecimal == nil)
    }
}

/// A small seeded generator, the same on every machine.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func signed(_ limit: Int64) -> Int64 { Int64(next() % UInt64(2 * limit + 1)) - limit }
}
