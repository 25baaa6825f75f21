import Inference
import Testing

@Suite("Whole numbers of any size")
struct WideIntegerTests {
    @Test("Sums, differences, products and comparisons agree with 128 bits")
    func arithmetic() {
        var state: UInt64 = 1
        func next() -> Int128 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int128(Int64(bitPattern: state)) >> Int128(state % 60)
        }
        for _ in 0..<500 {
            let (a, b) = (next(), next())
            #expect(WideInteger(a) + WideInteger(b) == WideInteger(a + b))
            #expect(WideInteger(a) - WideInteger(b) == WideInteger(a - b))
            #expect(WideInteger(a) * WideInteger(b) == WideInteger(a * b))
            #expect((WideInteger(a) < WideInteger(b)) == (a < b))
            #expect(WideInteger(a).int == Int(exactly: a))
        }
        #expect((WideInteger(5) - WideInteger(5)).isZero)
        #expect(WideInteger(Int128(1) << 100).int == nil)
    }

    @Test("Powers of large numbers")
    func large() {
        let x = WideInteger(UInt64.max)
        let (square, two) = (x * x, WideInteger(2) * x)
        #expect((x + WideInteger(1)) * (x + WideInteger(1)) == square + two + WideInteger(1))
        #expect((-square).double == -0x1p128)
        #expect((square * square * square * square).double == 0x1p512)
    }

    @Test("The nearest double, ties to even")
    func rounding() {
        #expect(WideInteger(9_007_199_254_740_993).double == 9_007_199_254_740_992)
        #expect(WideInteger(9_007_199_254_740_995).double == 9_007_199_254_740_996)
        let tie = WideInteger(Int128(1) << 100) + WideInteger(Int128(1) << 47)
        #expect(tie.double == 0x1p100)
        #expect((tie + WideInteger(1)).double == 0x1.0000000000001p100)
        for (top, bottom) in [(1, 3), (-2, 3), (7, 10), (1, 1000), (123_456_789, 1000), (-1, 7)] {
            #expect(WideInteger(top).divided(by: WideInteger(bottom)) == Double(top) / Double(bottom))
        }
        #expect(WideInteger(-15).scaled(decimals: 1) == -1.5)
        #expect(WideInteger(0).scaled(decimals: 3) == 0)
    }
}
