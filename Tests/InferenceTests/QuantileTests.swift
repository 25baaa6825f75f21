import Inference
import Testing

@Suite("Quantiles of type 7")
struct QuantileTests {
    private func quantile(_ sorted: [Int128], _ a: Int128, over m: Int128, decimals: Int = 0) -> Estimate? {
        guard let probability = ExactRational(a, over: m),
            let position = Quantile.position(of: probability, count: sorted.count)
        else { return nil }
        let lower = Int128(position.lowerWeight) * sorted[position.lower - 1]
        let upper = position.upper.map { Int128(position.upperWeight) * sorted[$0 - 1] } ?? 0
        return position.finish(weighted: lower + upper, decimals: decimals)
    }

    @Test("R's definition: x[j] + g (x[j+1] - x[j]) at 1 + (n - 1) p")
    func definition() throws {
        var random = SplitMix(seed: 3)
        for count in 1...40 {
            let values = (0..<count).map { _ in Int128(random.signed(1_000)) }.sorted()
            for (a, m) in [(0, 1), (1, 4), (1, 2), (3, 4), (1, 1), (1, 10), (37, 100), (999, 1000)] {
                let h = Double(count - 1) * Double(a) / Double(m)
                let j = Int(h)
                let g = h - Double(j)
                let expected = Double(values[j]) + g * Double(values[min(j + 1, count - 1)] - values[j])
                let result = try #require(quantile(values, Int128(a), over: Int128(m))?.double)
                #expect(abs(result - expected) < 1e-9)
            }
        }
    }

    @Test("quantile(c(1, 2, 3, 4, 10)) and one at 0.9, as R prints them")
    func known() {
        let values: [Int128] = [1, 2, 3, 4, 10]
        #expect(quantile(values, 1, over: 4)?.text == "2.0")
        #expect(quantile(values, 9, over: 10)?.text == "7.6")
        #expect(quantile([10, 20], 1, over: 4, decimals: 1)?.text == "1.25")
    }

    @Test("No values, and probabilities outside 0 to 1, have no position")
    func refused() throws {
        #expect(Quantile.median(count: 0) == nil)
        #expect(Quantile.median(count: -3) == nil)
        #expect(Quantile.position(of: try #require(ExactRational(5, over: 4)), count: 9) == nil)
        #expect(Quantile.position(of: try #require(ExactRational(-1, over: 4)), count: 9) == nil)
    }

    @Test("The median of an even and an odd number of values")
    func median() throws {
        let even = try #require(Quantile.median(count: 48))
        #expect(even.lower == 24)
        #expect(even.upper == 25)
        #expect(even.divisor == 2)
        let odd = try #require(Quantile.median(count: 23))
        #expect(odd.lower == 12)
        #expect(odd.upper == nil)
        #expect(odd.divisor == 1)
    }
}
