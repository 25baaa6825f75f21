public import Study
public import Wire

extension Plan {
    /// Reads a plan's canonical text; any other text is an error, another spelling of the same analysis too.
    ///
    /// Sizes and depth are bounded before anything is read, so that a node can parse what a stranger sent.
    ///
    /// - Throws: `Problem` "bad-plan", "plan-not-canonical", and those of the parser and of `Plan.init`.
    public static func parse(_ text: String, study: Study) throws(Problem) -> Plan {
        let analysis = try read(text, study: study)
        let plan = try Plan(checking: analysis, study: study)
        guard plan.canonicalText.utf8.elementsEqual(text.utf8) else {
            throw Problem(
                "plan-not-canonical", "the plan is not in its canonical spelling",
                mend: "send: \(plan.canonicalText.shortened)")
        }
        return plan
    }

    static func read(_ text: String, study: Study) throws(Problem) -> Analysis {
        guard text.utf8.count <= textLimit else { throw tooLarge }
        let expressions = try Parser.parse(text)
        guard expressions.count == 1, let expression = expressions.first else {
            throw Problem("bad-plan", "a plan is one expression, not \(expressions.count)", mend: "send one at a time")
        }
        return try PlanReader(study: study, scope: nil).analysis(expression)
    }

    static var tooLarge: Problem {
        Problem(
            "plan-too-large", "the query is longer than \(textLimit / 1024) KiB", mend: "split it into smaller queries")
    }
}
