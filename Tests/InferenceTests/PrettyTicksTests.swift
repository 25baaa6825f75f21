import Inference
import Testing

@Suite("Ticks")
struct PrettyTicksTests {
    @Test(
        "Round numbers that cover a range, as R's pretty chooses them",
        arguments: [
            (0, 1022, [0, 200, 400, 600, 800, 1000, 1200]), (-1, 1, [-1, -0.5, 0, 0.5, 1]),
            (0.001, 0.0042, [0.001, 0.0015, 0.002, 0.0025, 0.003, 0.0035, 0.004, 0.0045]),
            (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (12, 95, [0, 20, 40, 60, 80, 100]), (0, 7, [0, 1, 2, 3, 4, 5, 6, 7]),
        ] as [(Double, Double, [Double])])
    func covering(_ lower: Double, _ upper: Double, _ expected: [Double]) {
        let ticks = PrettyTicks.covering(lower, upper)
        #expect(ticks.count == expected.count)
        for (tick, wanted) in zip(ticks, expected) { #expect(abs(tick - wanted) < 1e-9) }
    }

    @Test("Every range is covered, with few intervals")
    func property() {
        var random = SplitMix(seed: 3)
        for _ in 0..<2_000 {
            let lower = Double(random.signed(1_000_000)) / 997
            let upper = lower + Double(random.next() % 1_000_000 + 1) / 1009
            let ticks = PrettyTicks.covering(lower, upper)
            #expect((2...12).contains(ticks.count))
            #expect((ticks.first ?? .infinity) <= lower + 1e-6 && (ticks.last ?? -.infinity) >= upper - 1e-6)
        }
    }

    @Test("Ranges that are none, and what is no range")
    func degenerate() {
        #expect(PrettyTicks.covering(5, 5).contains(5))
        #expect(PrettyTicks.covering(0, 0).contains(0))
        #expect(PrettyTicks.covering(2, 1).isEmpty)
        #expect(PrettyTicks.covering(.nan, 1).isEmpty)
        #expect(PrettyTicks.covering(0, .infinity).isEmpty)
        #expect(!PrettyTicks.covering(1e300, 1.5e300).isEmpty)
        #expect(!PrettyTicks.covering(0, 1e-300).isEmpty)
    }

    @Test("Logarithmic ticks")
    func logarithmic() {
        #expect(PrettyTicks.logarithmic(0.01, 100) == [0.01, 0.1, 1, 10, 100])
        #expect(PrettyTicks.logarithmic(0.2, 12) == [0.2, 0.5, 1, 2, 5, 10])
        #expect(PrettyTicks.logarithmic(0, 10).isEmpty)
    }
}
