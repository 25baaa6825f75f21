import Inference
import Wire

extension Operation {
    /// Comparisons of several groups, and correlation.
    static let groups: [String: Operation] = [
        "anova_oneway": Operation(
            { (question) throws(Problem) in "anova(\(question.call))" }, read: analysisOfVariance),
        "anova_twoway": Operation(
            { (question) throws(Problem) in "anova(\(question.call))" }, read: analysisOfVariance),
        "anova_twoway_interaction": Operation(
            { (question) throws(Problem) in "anova(\(question.call))" }, read: analysisOfVariance),
        "levene_median": Operation { (question) throws(Problem) in
            let (x, by) = (Question.quoted(try question.need("x")), Question.quoted(try question.need("by")))
            return "leveneTest(\(x) ~ factor(\(by)), data = d)"
        } read: { (object, _) throws(Problem) in
            let table = try table(object, "the table of leveneTest")
            return .members([
                ("F value", table.column("F value").first ?? .null), ("Pr(>F)", table.column("Pr(>F)").first ?? .null),
            ])
        },
        "tukey_hsd": Operation(read: { (object, _) throws(Problem) in
            guard case .list(let terms) = object.content, let names = object.names else { return .null }
            var members: [(String, JSONValue)] = []
            // What R keeps as an attribute, such as the level, is no term.
            for (name, term) in zip(names, terms) where term.dimensions?.count == 2 {
                let table = try table(term, name)
                members.append(
                    (
                        name,
                        .members([
                            ("pairs", .list(table.rowNames.map(JSONValue.text))), ("diff", .list(table.column("diff"))),
                            ("lwr", .list(table.column("lwr"))), ("upr", .list(table.column("upr"))),
                            ("p_adj", .list(table.column("p adj"))),
                        ])
                    ))
            }
            return .members(members)
        }),
        "pairwise_t": Operation(read: pairwise),
        "pairwise_wilcox": Operation(read: pairwise),
        "cor_matrix": Operation(read: { (object, _) in RResult.matrix(object) }),
    ]

    private static func analysisOfVariance(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let table = try table(object, "the table of anova")
        let terms = table.rowNames.map { name in
            JSONValue.text(String(name.reversed().drop { $0 == " " }.reversed()))
        }
        return .members([
            ("terms", .list(terms)), ("df", .list(table.column("Df"))), ("sum_sq", .list(table.column("Sum Sq"))),
            ("mean_sq", .list(table.column("Mean Sq"))), ("f", .list(table.column("F value"))),
            ("p", .list(table.column("Pr(>F)"))),
        ])
    }

    private static func pairwise(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let values = try need(object, "p.value")
        return .members([
            ("method", RResult.single(try need(object, "method"))),
            ("p_adjust", RResult.single(try need(object, "p.adjust.method"))), ("rows", RResult.names(values, 0)),
            ("cols", RResult.names(values, 1)), ("p", .list(RResult.rows(values))),
        ])
    }
}
