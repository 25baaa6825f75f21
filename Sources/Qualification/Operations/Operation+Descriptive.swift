import Inference
import Wire

extension Operation {
    /// Statistics of one vector.
    static let descriptive: [String: Operation] = [
        "n_valid": of { "sum(!is.na(\($0)))" },
        "n_missing": of { "sum(is.na(\($0)))" },
        "sum": of { "sum(\($0), na.rm = TRUE)" },
        "mean": of { "mean(\($0), na.rm = TRUE)" },
        "sd": of { "sd(\($0), na.rm = TRUE)" },
        "var": of { "var(\($0), na.rm = TRUE)" },
        "median": of { "median(\($0), na.rm = TRUE)" },
        "fivenum": of { "fivenum(\($0), na.rm = TRUE)" },
        "iqr": of { "IQR(\($0), na.rm = TRUE)" },
        "min_max": of { "range(\($0), na.rm = TRUE)" },
        "mad": of { "mad(\($0), na.rm = TRUE)" },
        "se_mean": of { "sd(\($0), na.rm = TRUE) / sqrt(sum(!is.na(\($0))))" },
        "mean_all_missing": of { "mean(\($0), na.rm = TRUE)" },
        "skew_kurt": of { "skewKurt(\($0))" },
        "quantile7": Operation(quantile, read: values),
        "quantile7_subset": Operation(quantileOfRows, read: values),
        "hist": Operation(read: { (object, _) throws(Problem) in
            try components(["breaks", "counts", "mids", "density"], of: object)
        }),
        "boxplot_stats": Operation(unordered: ["out"]) { (question) throws(Problem) in
            "boxplot.stats(\(try question.vector()))"
        } read: { (object, _) throws(Problem) in
            try components(["stats", "n", "conf", "out"], of: object)
        },
    ]

    /// An expression of the vector `x`, of which all sites' rows or the first site's are looked at.
    private static func of(_ text: @escaping @Sendable (String) -> String) -> Operation {
        Operation { (question) throws(Problem) in text(try question.vector()) }
    }

    /// The probabilities as R's call has them: `1/3` is no decimal.
    private static func quantile(_ question: Question) throws(Problem) -> String {
        let written = CallText(question.truth.call).argument("probs", at: 1, of: "quantile")
        let probabilities = written ?? question.literal("probs") ?? "c(0, 0.25, 0.5, 0.75, 1)"
        return "quantile(\(try question.vector()), \(probabilities), na.rm = TRUE, type = 7)"
    }

    private static func quantileOfRows(_ question: Question) throws(Problem) -> String {
        let vector = Question.quoted(try question.need("x"))
        let probabilities = question.literal("probs") ?? "c(0, 0.25, 0.5, 0.75, 1)"
        return "quantile(subset(d, \(try question.need("subset")))$\(vector), \(probabilities), na.rm = TRUE)"
    }

    /// The elements without R's names.
    static func values(_ object: RObject, _: Question) throws(Problem) -> JSONValue { .list(RResult.list(object)) }

    /// Some components of a list, their elements without names.
    static func components(_ names: [String], of object: RObject) throws(Problem) -> JSONValue {
        var members: [(String, JSONValue)] = []
        for name in names { members.append((name, RResult.single(try need(object, name)))) }
        return .members(members)
    }
}
