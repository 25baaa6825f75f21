import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Tests by ranks, and correlations.
    static let rankTests: [Builtin] = [
        Builtin(
            "wilcox.test", ["x", "y", "alternative", "mu", "paired", "exact", "correct", "data"],
            HelpTopic(
                "wilcox.test(x ~ g, data, exact = NULL, correct = TRUE), wilcox.test(x, y, paired = FALSE)",
                "The rank sum test of two groups (Mann-Whitney), or the signed rank test of differences.",
                releases: "for each group count and rank sum, and sums over the ties",
                example: "wilcox.test(age ~ gender, data = tm, exact = FALSE)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.wilcoxTest(arguments) },
        Builtin(
            "kruskal.test", ["x", "g", "data"],
            HelpTopic(
                "kruskal.test(x ~ g, data)", "The test of Kruskal and Wallis by ranks.",
                releases: "for each group count and rank sum, and sums over the ties",
                example: "kruskal.test(age ~ ecog_status, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments)
            let ranks = try interpreter.rankSums(of: variables.response, by: variables.grouping, at: arguments.call)
            return try arguments.finish { try KruskalWallisTest.test(ranks, dataName: variables.dataName) }
        },
        Builtin(
            "pairwise.wilcox.test", ["x", "g", "p.adjust.method", "exact", "correct", "alternative"],
            HelpTopic(
                "pairwise.wilcox.test(x, g, p.adjust.method = \"holm\")", "Rank sum tests of all pairs of groups.",
                releases: "for each pair counts, rank sums and sums over the ties",
                example: "pairwise.wilcox.test(tm$age, tm$ecog_status, exact = FALSE)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.pairwiseWilcoxTest(arguments) },
        Builtin(
            "ks.test", ["x", "y", "exact", "data"],
            HelpTopic(
                "ks.test(x, y)", "The statistic of Kolmogorov and Smirnov for two samples.",
                releases: "both counts and the largest differences", example: "ks.test(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.ksTest(arguments) },
        Builtin(
            "wilcoxZ", ["x", "y", "ties", "correct", "data"],
            HelpTopic(
                "wilcoxZ(x ~ g, data, ties = TRUE, correct = TRUE)", "The rank sum test with its normal deviate z.",
                releases: "for each group count and rank sum, and sums over the ties",
                example: "wilcoxZ(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let (ranks, _) = try interpreter.twoRankSums(arguments)
            let ties = try arguments.flag("ties", default: true)
            return .object(
                RankSumScore.rankSum(ranks, ties: ties, correct: try arguments.flag("correct", default: true)))
        },
        Builtin(
            "signrankZ", ["x", "y", "ties", "correct"],
            HelpTopic(
                "signrankZ(x, y, ties = TRUE, correct = TRUE)", "The signed rank test with its normal deviate z.",
                releases: "counts and rank sums of positive and negative differences, and sums over the ties",
                example: "signrankZ(tm$age - 60)")
        ) { (interpreter, arguments) throws(Problem) in
            let (ranks, _) = try interpreter.signedRanks(arguments, mu: 0)
            let ties = try arguments.flag("ties", default: true)
            return .object(
                RankSumScore.signedRank(ranks, ties: ties, correct: try arguments.flag("correct", default: true)))
        },
        Builtin(
            "auc", ["score", "label", "data"],
            HelpTopic(
                "auc(score, label)",
                "The area under the receiver operating characteristic (Hanley and McNeil); label is 0 and 1 or a condition.",
                releases: "for both groups count and rank sum, and sums over the ties",
                example: "auc(tm$age, tm$event_death == 1)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments, first: "score", second: "label")
            let ranks = try interpreter.rankSums(of: variables.response, by: variables.grouping, at: arguments.call)
            guard ranks.groups.count == 2 else { throw interpreter.twoLevels(ranks.groups.count, arguments) }
            let positive = RankSums(
                groups: ranks.groups.reversed(), counts: ranks.counts.reversed(),
                twiceRankSums: ranks.twiceRankSums.reversed(), tieSquares: ranks.tieSquares, tieCubes: ranks.tieCubes)
            return try arguments.finish { try DescriptiveMeasures.areaUnderCurve(positive) }
        },
        Builtin(
            "cor", ["x", "y", "use", "method"],
            HelpTopic(
                "cor(x, y, method = \"pearson\") or cor(table[, columns])", "Correlations, over complete rows.",
                releases: "count, sums and sums of products (of ranks for spearman)", example: "cor(tm$age, tm$bmi)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.correlation(arguments, covariance: false) },
        Builtin(
            "cov", ["x", "y", "use", "method"],
            HelpTopic(
                "cov(x, y) or cov(table[, columns])", "Covariances, over complete rows.",
                releases: "count, sums and sums of products", example: "cov(tm$age, tm$bmi)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.correlation(arguments, covariance: true) },
        Builtin(
            "cor.test", ["x", "y", "alternative", "method", "exact", "conf.level", "continuity", "data"],
            HelpTopic(
                "cor.test(x, y, method = \"pearson\")", "The test of a correlation: pearson, spearman or kendall.",
                releases: "count, sums and sums of products (of ranks), or counts of pairs and ties",
                example: "cor.test(tm$age, tm$bmi)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.correlationTest(arguments) },
    ]
}
