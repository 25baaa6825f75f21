import Inference
import Testing

@Suite("Ranks as R tests them")
struct RankTests {
    private let x = [1.1, 2.2, 3.3, 4, 7.5]
    private let y = [2.5, 3.6, 4.7, 8, 9, 12]

    @Test("wilcox.test, exact and normal, on either side")
    func rankSum() throws {
        let ranks = Sample.ranks([("x", x), ("y", y)])
        let expected: [(Alternative, exact: Double, normal: Double)] = [
            (.twoSided, 0.125541125541126, 0.120690800527446), (.less, 0.0627705627705628, 0.0603454002637228),
            (.greater, 0.958874458874459, 0.958581287420597),
        ]
        for (alternative, exact, normal) in expected {
            let counted = try WilcoxonTest.rankSum(ranks, alternative: alternative, dataName: "x and y")
            #expect(close(counted["p.value"], [exact]) && close(counted["statistic"], [6]))
            #expect(counted["method"] == .text("Wilcoxon rank sum exact test"))
            let approximate = try WilcoxonTest.rankSum(ranks, alternative: alternative, exact: false, dataName: "")
            #expect(close(approximate["p.value"], [normal]))
        }
        #expect(throws: AnalysisError("not enough 'y' observations")) {
            try WilcoxonTest.rankSum(Sample.ranks([("x", x), ("y", [])]), dataName: "")
        }
    }

    @Test("wilcox.test of pairs, with zeroes and ties")
    func signedRank() throws {
        let signed = Sample.ranks([("negative", [0.4, 0.9]), ("positive", [1.5, 2.2, 3.1, 4.7, 5.2, 0.3])])
        let expected: [(Alternative, exact: Double, normal: Double)] = [
            (.twoSided, 0.078125, 0.0800579199844347), (.less, 0.97265625, 0.970646295784398),
            (.greater, 0.0390625, 0.0400289599922174),
        ]
        for (alternative, exact, normal) in expected {
            let counted = try WilcoxonTest.signedRank(signed, zeroes: 0, alternative: alternative, dataName: "d")
            #expect(close(counted["p.value"], [exact]) && close(counted["statistic"], [31]))
            let approximate = try WilcoxonTest.signedRank(
                signed, zeroes: 0, alternative: alternative, exact: false, dataName: "d")
            #expect(close(approximate["p.value"], [normal]))
        }
        let tied = Sample.ranks([("negative", [1, 2]), ("positive", [1, 2, 3, 4])])
        let test = try WilcoxonTest.signedRank(tied, zeroes: 1, dataName: "d")
        #expect(close(test["statistic"], [16]) && close(test["p.value"], [0.291840545143788]))
        #expect(test["method"] == .text("Wilcoxon signed rank test with continuity correction"))
    }

    @Test("kruskal.test, pairwise.wilcox.test and ks.test")
    func severalGroups() throws {
        let groups = [("1", x), ("2", y), ("3", [1.0, 2, 5])]
        let kruskal = try KruskalWallisTest.test(Sample.ranks(groups + [("4", [])]), dataName: "v by g")
        #expect(close(kruskal["statistic"], [4.00190476190476]) && close(kruskal["parameter"], [2]))
        #expect(close(kruskal["p.value"], [0.135206453847739]))
        let pairs = [(0, 1), (0, 2), (1, 2)].map { Sample.ranks([groups[$0.0], groups[$0.1]]) }
        let table = try PairwiseTests.wilcoxon(pairs, groups: ["1", "2", "3"], adjust: .none, dataName: "v and g")
        #expect(close(table["p.value"], [0.125541125541126, 0.571428571428571, .nan, 0.166666666666667]))
        let smirnov = try KolmogorovSmirnovTest.twoSample(
            largestDifference: 15, count1: 5, count2: 6, dataName: "x and y")
        #expect(close(smirnov["statistic"], [0.5]) && close(smirnov["p.value"], [0.502914290583866]))
    }

    @Test("A single tied value gives NaN, as in R")
    func allTied() throws {
        let ranks = Sample.ranks([("x", [3, 3, 3]), ("y", [3, 3])])
        #expect(close(try WilcoxonTest.rankSum(ranks, dataName: "")["p.value"], [.nan]))
        #expect(close(try KruskalWallisTest.test(ranks, dataName: "")["statistic"], [.nan]))
    }

    @Test("Skewness, standardized difference and the area under the curve")
    func measures() throws {
        let shape = DescriptiveMeasures.skewnessKurtosis(Sample.moments(x))
        #expect(close(shape["g1"], [0.768377195578771]) && close(shape["g2"], [-0.580576417239791]))
        let difference = DescriptiveMeasures.standardizedMeanDifference(Sample.moments(x), Sample.moments(y))
        #expect(close(difference, -0.973166023279082))
        let area = try DescriptiveMeasures.areaUnderCurve(Sample.ranks([("positive", y), ("negative", x)]))
        #expect(close(area["auc"], [0.8]))
    }
}
