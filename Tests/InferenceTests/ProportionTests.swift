import Inference
import Testing

@Suite("Proportions and rates as R tests them")
struct ProportionTests {
    @Test("binom.test and prop.test of one sample")
    func oneSample() throws {
        let expected: [(Alternative, exact: Double, [Double], normal: Double, [Double])] = [
            (
                .twoSided, 0.382491559574852, [0.707668264079039, 0.765406558241525], 0.392970807628956,
                [0.707439055478123, 0.765155424045673]
            ),
            (.less, 0.196009267053883, [0, 0.761055274689545], 0.196485403814478, [0, 0.760905652327414]),
            (.greater, 0.824089122352423, [0.712412924436548, 1], 0.803514596185522, [0.712273469448924, 1]),
        ]
        for (alternative, exact, exactInterval, normal, normalInterval) in expected {
            let counted = try BinomialTest.test(
                successes: 682, trials: 925, p: 0.75, alternative: alternative, dataName: "")
            #expect(close(counted["p.value"], [exact]) && close(counted["conf.int"], exactInterval))
            let approximate = try ProportionTest.test(
                successes: [682], trials: [925], p: [0.75], alternative: alternative, dataName: "")
            #expect(close(approximate["p.value"], [normal]) && close(approximate["conf.int"], normalInterval))
        }
        let signs = try BinomialTest.test(successes: 0, trials: 9, dataName: "")
        #expect(close(signs["p.value"], [0.00390625]) && close(signs["conf.int"], [0, 0.336267116879943]))
    }

    @Test("prop.test of two and of four samples, and prop.trend.test")
    func severalSamples() throws {
        let expected: [(Alternative, Double, [Double])] = [
            (.twoSided, 0.0661925797221934, [-0.407993141232296, 0.00799314123229583]),
            (.less, 0.0330962898610967, [-1, -0.0222311824926175]),
            (.greater, 0.966903710138903, [-0.377768817507383, 1]),
        ]
        for (alternative, p, interval) in expected {
            let test = try ProportionTest.test(
                ContingencyTable(rows: [[15, 35], [25, 25]]), alternative: alternative, dataName: "")
            #expect(close(test["p.value"], [p]) && close(test["conf.int"], interval))
        }
        let (smokers, patients) = ([83, 90, 129, 70], [86, 93, 136, 82])
        let four = try ProportionTest.test(successes: smokers, trials: patients, dataName: "")
        #expect(close(four["statistic"], [12.6004112971276]) && close(four["p.value"], [0.00558547666162702]))
        #expect(four["conf.int"] == .null)
        let given = try ProportionTest.test(successes: [15, 25], trials: [50, 50], p: [0.4, 0.5], dataName: "")
        #expect(close(given["statistic"], [1.7075]) && close(given["p.value"], [0.425815127462102]))
        let trend = try ProportionTrendTest.test(successes: smokers, trials: patients, dataName: "")
        #expect(close(trend["statistic"], [8.22492228519771]) && close(trend["p.value"], [0.00413189747764149]))
    }

    @Test("poisson.test of one rate and of two")
    func rates() throws {
        let one = try PoissonTest.oneSample(events: 137, time: 24.19893, dataName: "")
        #expect(close(one["p.value"], [2.84522726411445e-56]))
        #expect(close(one["conf.int"], [4.75312480484875, 6.69270933417607]))
        let less = try PoissonTest.oneSample(events: 3, time: 10, alternative: .less, dataName: "")
        #expect(close(less["p.value"], [0.0103360506759257]) && close(less["conf.int"], [0, 0.775365652793273]))
        let other = try PoissonTest.oneSample(events: 12, time: 10, rate: 0.8, dataName: "")
        #expect(close(other["p.value"], [0.154304113010203]))
        let two = try PoissonTest.twoSample(events: (11, 21), times: (800, 3011), dataName: "")
        #expect(close(two["p.value"], [0.0796686330333295]) && close(two["estimate"], [1.9714880952381]))
        #expect(close(two["conf.int"], [0.858426403391639, 4.27726594365407]))
    }
}
