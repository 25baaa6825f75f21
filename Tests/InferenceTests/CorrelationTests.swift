import Inference
import Testing

@Suite("Correlations as R tests them")
struct CorrelationTests {
    private let short: ([Double], [Double]) = ([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4, 3, 6, 8, 5, 7])
    private let long: ([Double], [Double]) = (
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 1, 4, 3, 6, 8, 5, 7, 12, 11, 9, 10]
    )

    private func products(_ pair: ([Double], [Double])) -> ProductMatrix {
        Sample.products([("u", pair.0), ("w", pair.1)])
    }

    @Test("Pearson's, with Fisher's interval")
    func pearson() throws {
        let expected: [(Alternative, Double, [Double])] = [
            (.twoSided, 0.0101755401234568, [0.311698057183441, 0.968989208891987]),
            (.less, 0.994912229938272, [-1, 0.959099466426163]),
            (.greater, 0.00508777006172838, [0.432807959439442, 1]),
        ]
        for (alternative, p, interval) in expected {
            let test = try PearsonTest.test(products(short), alternative: alternative, dataName: "u and w")
            #expect(close(test["statistic"], [3.69274472937998]) && close(test["estimate"], [0.833333333333333]))
            #expect(close(test["p.value"], [p]) && close(test["conf.int"], interval))
        }
        let constant = try PearsonTest.test(products(([1, 1, 1, 1], [1, 2, 3, 4])), dataName: "")
        #expect(constant["estimate"] == .number(nil, name: "cor") && constant["p.value"] == .number(nil))
        #expect(throws: AnalysisError("not enough finite observations")) {
            try PearsonTest.test(products(([1, 2], [1, 3])), dataName: "")
        }
    }

    @Test("Spearman's: counted, by Edgeworth's series, and by Student's t")
    func spearman() throws {
        let expected: [(Alternative, counted: Double, series: Double, studentsT: Double)] = [
            (.twoSided, 0.0153769841269841, 9.16586173281696e-05, 0.00011413359814618),
            (.less, 0.994642857142857, 0.999997029229562, 0.999942933200927),
            (.greater, 0.00768849206349206, 4.58293086640848e-05, 5.70667990730901e-05),
        ]
        for (alternative, counted, series, studentsT) in expected {
            func p(_ pair: ([Double], [Double]), _ exact: Bool?) throws -> RObject? {
                try SpearmanTest.test(products(pair), alternative: alternative, exact: exact, dataName: "")["p.value"]
            }
            #expect(close(try p(short, nil), [counted]))
            #expect(close(try p(long, nil), [series]))
            #expect(close(try p(long, false), [studentsT]))
        }
        let reversed = try SpearmanTest.test(products((long.0, long.1.reversed())), dataName: "")
        #expect(close(reversed["statistic"], [540]) && close(reversed["p.value"], [9.16586173281696e-05]))
    }

    @Test("Kendall's: counted, and by the normal distribution")
    func kendall() throws {
        let none = KendallTest.Ties(squares: 12, cubes: 12)
        let expected: [(Alternative, counted: Double, normal: Double)] = [
            (.twoSided, 0.000974481087328227, 0.00160863093201934), (.less, 0.999750558244482, 0.99919568453399),
            (.greater, 0.000487240543664114, 0.000804315466009671),
        ]
        for (alternative, counted, normal) in expected {
            let exact = try KendallTest.test(
                count: 12, score: 46, x: none, y: none, alternative: alternative, dataName: "")
            #expect(close(exact["p.value"], [counted]) && close(exact["statistic"], [56]))
            let approximate = try KendallTest.test(
                count: 12, score: 46, x: none, y: none, alternative: alternative, exact: false, dataName: "")
            #expect(close(approximate["p.value"], [normal]) && close(approximate["statistic"], [3.15433721408921]))
        }
        let corrected = try KendallTest.test(
            count: 12, score: 46, x: none, y: none, exact: false, continuity: true, dataName: "")
        #expect(close(corrected["p.value"], [0.00203029443560941]))
        // c(1, 1, 2, 3, 4) and c(2, 1, 4, 3, 5)
        let tied = try KendallTest.test(
            count: 5, score: 7, x: KendallTest.Ties(squares: 7, cubes: 11),
            y: KendallTest.Ties(squares: 5, cubes: 5), dataName: "")
        #expect(
            close(tied["estimate"], [0.7378647873726218]) && close(tied["statistic"], [1.768518518518519], within: 1e-3)
        )
    }

    @Test("cor and cov; a constant column has no correlation")
    func matrices() {
        let matrix = Sample.products([("a", [1, 1, 1]), ("b", [1, 2, 3]), ("c", [2, 1, 4])])
        let expected = [1, .nan, .nan, .nan, 1, 0.654653670707977, .nan, 0.654653670707977, 1]
        #expect(close(Correlation.correlations(matrix), expected))
        #expect(Correlation.covariances(matrix).dimensionNames == [["a", "b", "c"], ["a", "b", "c"]])
    }
}
