import Inference
import Testing

@Suite("Power, sample sizes and breaks as in R")
struct PlanningTests {
    @Test("power.t.test solved for each of its numbers")
    func tTest() throws {
        #expect(close(try PowerTTest.solve(delta: 5, sd: 10, power: 0.8)["n"], [63.7657637142739], within: 1e-8))
        #expect(close(try PowerTTest.solve(n: 20, power: 0.9)["delta"], [1.05197016883918]))
        #expect(close(try PowerTTest.solve(n: 20, delta: 1, sd: nil, power: 0.9)["sd"], [0.950579613801941]))
        let level = try PowerTTest.solve(n: 20, delta: 1, significance: nil, power: 0.9)
        #expect(close(level["sig.level"], [0.0700458362027213]))
        #expect(close(try PowerTTest.solve(n: 20, delta: 1, strict: true)["power"], [0.868953027724586]))
        let one = try PowerTTest.solve(delta: 0.3, power: 0.8, kind: .oneSample, alternative: .greater)
        #expect(close(one["n"], [70.0679345381795]))
        #expect(throws: AnalysisError.self) { try PowerTTest.solve(n: 20, power: nil) }
    }

    @Test("power.prop.test solved for each of its numbers")
    func proportions() throws {
        let n = try PowerProportionTest.solve(p1: 0.5, p2: 0.75, power: 0.9)
        #expect(close(n["n"], [76.7069301141077]) && n.kind == "power.htest")
        #expect(close(try PowerProportionTest.solve(n: 50, p1: 0.5, power: 0.9)["p2"], [0.802614090728942]))
        let strict = try PowerProportionTest.solve(n: 50, p1: 0.5, p2: 0.75, strict: true)
        #expect(close(strict["power"], [0.740167193453611]))
    }

    @Test("Fisher's exact test and the log-rank test")
    func others() {
        let power = PowerFisherTest.power(p1: 5.0 / 36, p2: 0.5, n1: 36, n2: 10)
        #expect(close(power, 0.610023117982031))
        #expect(close(LogRankEvents.schoenfeld(hazardRatio: 0.5), 65.3456592588709))
    }

    @Test("pretty, at zero width and far from zero too")
    func pretty() {
        let expected: [(Double, Double, Int, [Double])] = [
            (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-3.2, 17.9, 7, [-5, 0, 5, 10, 15, 20]), (7.25, 7.25, 5, [5, 10]),
            (0, 0, 5, [-1, 0]), (7.25, 7.25, 7, [4, 6, 8]), (1e6, 1e6, 5, [900_000, 1_000_000]),
            (999_998.2, 1_000_002.4, 5, [999_998, 999_999, 1_000_000, 1_000_001, 1_000_002, 1_000_003]),
        ]
        for (lower, upper, count, breaks) in expected {
            #expect(close(.numbers(PrettyBreaks.between(lower, upper, count: count)), breaks, within: 1e-14))
        }
    }

    @Test("hist and boxplot.stats")
    func graphics() throws {
        let histogram = try Histogram.finish(breaks: [30, 40, 50, 60], counts: [1, 0, 3], name: "age")
        #expect(close(histogram["density"], [0.025, 0, 0.075]) && close(histogram["mids"], [35, 45, 55]))
        #expect(FiveNumbers.positions(count: 6).map(\.lower) == [1, 2, 3, 5, 6])
        #expect(FiveNumbers.positions(count: 8).map(\.upper) == [1, 3, 5, 7, 8])
        let box = try BoxplotStatistics.finish(
            fiveNumbers: [38, 60.5, 66, 73, 91], whiskers: (52, 91), count: 48, outliers: [38])
        #expect(close(box["stats"], [52, 60.5, 66, 73, 91]))
        #expect(close(box["conf"], [63.1493330458762, 68.8506669541238]))
    }
}
