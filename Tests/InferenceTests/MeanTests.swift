import Inference
import Testing

@Suite("Means and variances as R tests them")
struct MeanTests {
    private let x = Sample.moments([1.1, 2.2, 3.3, 4, 7.5])
    private let y = Sample.moments([2.5, 3.6, 4.7, 8, 9, 12])
    private let z = Sample.moments([1, 2, 5])

    @Test("t.test: one sample, Welch, pooled, in R's order of components")
    func tTests() throws {
        let welch = try TTest.twoSample(x, y, dataName: "x and y")
        #expect(close(welch["statistic"], [-1.63585147039818]))
        #expect(close(welch["parameter"], [8.67820439943568]))
        #expect(close(welch["p.value"], [0.137550529463385]))
        #expect(close(welch["conf.int"], [-7.20403134829946, 1.1773646816328]))
        #expect(close(welch["stderr"], [1.84205802779874]))
        #expect(
            welch.names == [
                "statistic", "parameter", "p.value", "conf.int", "estimate", "null.value", "stderr", "alternative",
                "method", "data.name", "conf.level",
            ])
        #expect(welch["estimate"]?.names == ["mean of x", "mean of y"] && welch.kind == "htest")
        let pooled = try TTest.twoSample(x, y, equalVariances: true, alternative: .less, dataName: "x and y")
        #expect(close(pooled["p.value"], [0.0749695800776795]))
        #expect(close(pooled["conf.int"], [-.infinity, 0.496056581329306]))
        let one = try TTest.oneSample(x, mu: 2, conf: 0.9, alternative: .greater, dataName: "x")
        #expect(close(one["p.value"], [0.105337355121237]))
        #expect(close(one["conf.int"], [1.95211397330988, .infinity]))
        #expect(try TTest.paired(x, dataName: "x")["estimate"]?.names == ["mean difference"])
        let named = try TTest.twoSample(x, y, groups: ("f", "m"), dataName: "x by sex")
        #expect(named["null.value"]?.names == ["difference in means between group f and group m"])
    }

    @Test("t.test refuses constant data and single values in R's words")
    func refusals() {
        let constant = SampleMoments(count: 5, mean: 7.25, squares: 0)
        #expect(throws: AnalysisError("data are essentially constant")) {
            try TTest.oneSample(constant, dataName: "x")
        }
        #expect(throws: AnalysisError("data are essentially constant")) {
            try TTest.twoSample(constant, constant, dataName: "x")
        }
        #expect(throws: AnalysisError("not enough 'y' observations")) {
            try TTest.twoSample(x, SampleMoments(count: 1, mean: 1, squares: 0), dataName: "x")
        }
    }

    @Test("var.test on either side")
    func variances() throws {
        let expected: [(Alternative, Double, [Double])] = [
            (.twoSided, 0.454468199706357, [0.0604062041809862, 4.17912111452667]),
            (.less, 0.227234099853178, [0, 2.79191620499442]),
            (.greater, 0.772765900146822, [0.0859514088690315, .infinity]),
        ]
        for (alternative, p, interval) in expected {
            let test = try VarianceTest.twoSample(x, y, alternative: alternative, dataName: "x and y")
            #expect(close(test["p.value"], [p]) && close(test["conf.int"], interval))
        }
    }

    @Test("bartlett.test, oneway.test and anova")
    func severalGroups() throws {
        let groups = [x, y, z]
        let bartlett = try BartlettTest.test(groups, dataName: "v by g")
        #expect(close(bartlett["statistic"], [1.01541996346312]) && close(bartlett["p.value"], [0.601872300415025]))
        let welch = try OneWayTest.test(groups, dataName: "v and g")
        #expect(close(welch["statistic"], [2.0338605437446]) && close(welch["p.value"], [0.206815041455825]))
        #expect(close(welch["parameter"], [2, 6.42980429204495]))
        let pooled = try OneWayTest.test(groups, equalVariances: true, dataName: "v and g")
        #expect(close(pooled["statistic"], [2.26748054739599]) && close(pooled["p.value"], [0.149780002530225]))
        let table = OneWayAnalysis(groups + [SampleMoments(count: 0, mean: .nan, squares: 0)]).table(term: "g")
        #expect(close(table["Sum Sq"], [40.6612857142857, 98.628]) && close(table["Df"], [2, 11]))
        #expect(close(table["Pr(>F)"], [0.149780002530225, .nan]))
        #expect(throws: AnalysisError("not enough observations")) {
            try OneWayTest.test([x, SampleMoments(count: 1, mean: 1, squares: 0)], dataName: "")
        }
    }

    @Test("TukeyHSD and pairwise.t.test")
    func pairs() throws {
        let groups = [SampleGroup("1", x), SampleGroup("2", y), SampleGroup("3", z)]
        let tukey = try TukeyHSD.test(groups, term: "g")["g"]
        #expect(
            close(
                tukey,
                [
                    3.01333333333333, -0.953333333333333, -3.96666666666667, -1.88378996853003, -6.85948625856502,
                    -9.6852746465608, 7.9104566351967, 4.95281959189835, 1.75194131322747, 0.262366132112552,
                    0.901450290125166, 0.192223472713063,
                ]))
        #expect(tukey?.dimensionNames?[0] == ["2-1", "3-1", "3-2"])
        let pooled = try PairwiseTests.tTest(groups, dataName: "v and g")["p.value"]
        #expect(close(pooled, [0.263415171969768, 0.671301529921841, .nan, 0.263415171969768]))
        let separate = try PairwiseTests.tTest(groups, adjust: .benjaminiHochberg, pooledSD: false, dataName: "v and g")
        #expect(close(separate["p.value"], [0.206325794195078, 0.582244599941359, .nan, 0.206325794195078]))
    }

    @Test("p.adjust leaves out what is NaN")
    func adjustment() {
        let p = [0.01, 0.02, .nan, 0.03, 0.04, 0.2]
        #expect(PAdjust.holm.adjust(p)[2].isNaN)
        #expect(close(.numbers(PAdjust.bonferroni.adjust(p)), [0.05, 0.1, .nan, 0.15, 0.2, 1]))
        #expect(close(.numbers(PAdjust.hommel.adjust(p)), [0.05, 0.06, .nan, 0.06, 0.08, 0.2]))
        #expect(close(.numbers(PAdjust.benjaminiHochberg.adjust(p)), [0.05, 0.05, .nan, 0.05, 0.05, 0.2]))
        #expect(PAdjust(name: "fdr") == .benjaminiHochberg && PAdjust(name: "tukey") == nil)
    }
}
