import Inference
import Wire

extension Operation {
    /// Tests of tables and of two groups.
    static let tests: [String: Operation] = [
        "fisher": Operation(
            isIterative: true,
            { (question) throws(Problem) in
                // How much memory R may take is no concern of the language.
                guard question.text("x") != nil else { return question.call }
                return "fisher.test(\(try crossTable(question))\(question.options(("alternative", "alternative"))))"
            }),
        "odds_ratio_wald": Operation { (question) throws(Problem) in
            "oddsRatio(\(try crossTable(question)))"
        } read: { (object, _) throws(Problem) in
            guard case .object(let members) = RResult.json(object) else { return .null }
            return .object(
                try members.map { (member) throws(Problem) in
                    guard member.name == "table" else { return member }
                    let rows = RResult.rows(try need(object, "table"))
                    return JSONValue.Member(
                        "table", .members([("rows", .null), ("cols", .null), ("values", .list(rows))]))
                })
        },
        "likelihood_ratio_g": Operation { (question) throws(Problem) in
            "gTest(\(try crossTable(question)))"
        } read: {
            (object, _) throws(Problem) in
            try components(["G", "df", "p_value"], of: object)
        },
        "cramers_v": Operation { (question) throws(Problem) in
            "cramersV(\(try crossTable(question)))"
        } read: {
            (object, _) throws(Problem) in
            object["v"] == nil ? .members([("v", RResult.single(object))]) : try components(["v"], of: object)
        },
        "wilcox_z": Operation({ (question) throws(Problem) in
            let (first, second) = try twoGroups(question)
            return "wilcoxZ(\(first), \(second)\(question.options(("ties", "ties"), ("correct", "correct"))))"
        }),
        "signrank_z": Operation({ (question) throws(Problem) in
            let options = question.options(("ties", "ties"), ("correct", "correct"))
            return "signrankZ(\(try question.vector("x")) - \(try question.vector("y"))\(options))"
        }),
        "ks_statistic": Operation { (question) throws(Problem) in
            let (first, second) = try twoGroups(question)
            return "ks.test(\(first), \(second), exact = FALSE)"
        } read: { (object, _) throws(Problem) in
            .members([("D", RResult.single(try need(object, "statistic")))])
        },
        "mean_sd_by": Operation({ (question) throws(Problem) in
            let vector = try question.vector()
            let by = try question.need("by")
            let parts = question.values(by).map { value in
                let rows = "\(vector)[d$\(Question.quoted(by)) == \(value)]"
                let name = value.hasPrefix("\"") ? value : "\"\(value)\""
                return """
                    \(name) = list(n = sum(!is.na(\(rows))), mean = mean(\(rows), na.rm = TRUE), \
                    sd = sd(\(rows), na.rm = TRUE), median = median(\(rows), na.rm = TRUE))
                    """
            }
            return "list(\(parts.joined(separator: ", ")))"
        }),
    ]

    /// `x` in the first two groups of `by`, in R's order of groups.
    private static func twoGroups(_ question: Question) throws(Problem) -> (String, String) {
        let by = try question.need("by")
        let values = question.values(by)
        guard values.count >= 2 else {
            throw Problem(
                "bad-truth-file", "\(by) has fewer than two groups", at: question.truth.id, mend: "name another")
        }
        let vector = try question.vector()
        let rows = { (value: String) in "\(vector)[d$\(Question.quoted(by)) == \(value)]" }
        return (rows(values[0]), rows(values[1]))
    }
}
