import Inference
import Testing

@Suite("Tables of counts as R tests them")
struct TableTests {
    private let small = ContingencyTable(rows: [[3, 2], [1, 4]])
    private let job = ContingencyTable(rows: [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]])

    @Test("chisq.test of two factors and of one")
    func chiSquared() throws {
        let test = try ChiSquaredTest.independence(job, dataName: "Job")
        #expect(close(test["statistic"], [5.9655145887704]) && close(test["p.value"], [0.743364725052551]))
        #expect(close(test["stdres"]?.doubles[1], 1.3164909, within: 1e-6))
        let gof = try ChiSquaredTest.goodnessOfFit([20, 15, 25], p: [0.3, 0.3, 0.4], dataName: "x")
        #expect(close(gof["statistic"], [0.763888888888889]) && close(gof["p.value"], [0.682532970650487]))
        let empty = try ChiSquaredTest.independence(ContingencyTable(rows: [[0, 3], [0, 2]]), dataName: "")
        #expect(close(empty["statistic"], [.nan]) && close(empty["p.value"], [.nan]))
        #expect(throws: AnalysisError("at least one entry of 'x' must be positive")) {
            try ChiSquaredTest.independence(ContingencyTable(rows: [[0, 0], [0, 0]]), dataName: "")
        }
    }

    @Test("fisher.test of two by two")
    func fisher() throws {
        let expected: [(Alternative, Double, [Double])] = [
            (.twoSided, 0.523809523809524, [0.218046027988727, 390.562916520687]),
            (.less, 0.976190476190476, [0, 191.986181046383]),
            (.greater, 0.261904761904762, [0.315221734954286, .infinity]),
        ]
        for (alternative, p, interval) in expected {
            let test = try FisherTest.test(small, alternative: alternative, dataName: "")
            #expect(close(test["p.value"], [p]) && close(test["conf.int"], interval))
            #expect(close(test["estimate"], [4.91838847553221]))
        }
        let large = try FisherTest.test(ContingencyTable(rows: [[794, 150], [86, 570]]), dataName: "")
        #expect(close(large["p.value"], [1.45865977841413e-189]) && close(large["estimate"], [34.9302761443206]))
        let zero = try FisherTest.test(ContingencyTable(rows: [[0, 3], [4, 2]]), dataName: "")
        #expect(close(zero["conf.int"], [0, 2.64605950689025]) && close(zero["estimate"], [0]))
    }

    @Test("fisher.test of larger tables, and one too large")
    func freemanHalton() throws {
        #expect(close(try FisherTest.test(job, dataName: "")["p.value"], [0.782684938965639]))
        let huge = ContingencyTable(rows: (0..<6).map { row in (0..<6).map { 100 + 7 * row * $0 } })
        #expect(throws: AnalysisError("the table is too large for the exact test")) {
            try FisherTest.test(huge, dataName: "")
        }
    }

    @Test("mcnemar.test")
    func symmetry() throws {
        let pairs = ContingencyTable(rows: [[794, 150], [86, 570]])
        #expect(close(try McNemarTest.test(pairs, dataName: "")["p.value"], [4.11456228134594e-05]))
        let three = try McNemarTest.test(ContingencyTable(rows: [[10, 5, 1], [2, 12, 7], [3, 4, 9]]), dataName: "")
        #expect(close(three["statistic"], [3.1038961038961]) && close(three["p.value"], [0.375882180330093]))
    }

    @Test("mantelhaen.test of two by two and of more levels")
    func strata() throws {
        // UCBAdmissions: admitted, gender, department.
        let berkeley = ContingencyTable(
            levels: [["Admitted", "Rejected"], ["Male", "Female"], ["A", "B", "C", "D", "E", "F"]],
            counts: [
                512, 313, 89, 19, 353, 207, 17, 8, 120, 205, 202, 391, 138, 279, 131, 244, 53, 138, 94, 299, 22, 351,
                24, 317,
            ])
        let expected: [(Alternative, Double, [Double])] = [
            (.twoSided, 0.232263462817048, [0.77190736175935, 1.06032976443666]),
            (.less, 0.116131731408524, [0, 1.03361205178355]),
            (.greater, 0.883868268591476, [0.791860301598543, .infinity]),
        ]
        for (alternative, p, interval) in expected {
            let test = try MantelHaenszelTest.test(berkeley, alternative: alternative, dataName: "")
            #expect(close(test["p.value"], [p]) && close(test["conf.int"], interval))
            #expect(close(test["estimate"], [0.904696828258623]))
        }
        let three = ContingencyTable(
            levels: [["a", "b", "c"], ["d", "e", "f"], ["1", "2"]],
            counts: [2, 3, 1, 4, 5, 2, 1, 6, 3, 4, 1, 2, 3, 7, 2, 2, 2, 5])
        let general = try MantelHaenszelTest.test(three, dataName: "")
        #expect(close(general["statistic"], [5.69664149913814]) && close(general["p.value"], [0.222977621324681]))
        #expect(close(general["parameter"], [4]))
    }

    @Test("Odds ratio, Cramer's V, likelihood ratio and kappa")
    func association() throws {
        let ratios = try Association.ratios(ContingencyTable(rows: [[8, 11], [16, 13]]))
        #expect(close(ratios["or_ci"], [0.183705265097821, 1.90072697988856]))
        #expect(close(ratios["rd_ci"], [-0.41710999028253, 0.155766977578355]))
        #expect(close(try Association.cramersV(small), 0.408248290463863))
        let g = try Association.likelihoodRatio(ContingencyTable(rows: [[8, 11], [16, 13]]))
        #expect(close(g["G"], [0.786573060329]) && close(g["p_value"], [0.375138372466182]))
        #expect(close(try Association.kappa(ContingencyTable(rows: [[20, 5], [10, 15]]))["kappa"], [0.4]))
    }
}
