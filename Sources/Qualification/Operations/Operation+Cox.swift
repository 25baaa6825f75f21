import Inference
import Wire

extension Operation {
    /// Proportional hazards.
    static let cox: [String: Operation] = [
        "coxph": Operation(
            isIterative: true,
            { (question) throws(Problem) in
                "{ f <- \(try coxph(question)); list(fit = f, summary = summary(f)) }"
            }, read: coxResult),
        "cox_zph": Operation(isIterative: true) { (question) throws(Problem) in
            "cox.zph(\(try coxph(question))\(question.options(("transform", "transform"))))"
        } read: { (object, _) throws(Problem) in
            let table = try table(try need(object, "table"), "the table of cox.zph")
            return .members([
                ("terms", .list(table.rowNames.map(JSONValue.text))), ("chisq", .list(table.column("chisq"))),
                ("df", .list(table.column("df"))), ("p", .list(table.column("p"))),
            ])
        },
        "cox_baseline": Operation(isIterative: true) { (question) throws(Problem) in
            "basehaz(\(try coxph(question))\(question.options(("centered", "centered"))))"
        } read: { (object, _) throws(Problem) in
            try table(object, "the cumulative hazard").json
        },
    ]

    private static func coxph(_ question: Question) throws(Problem) -> String {
        "coxph(\(try response(question)) ~ \(try question.need("rhs")), data = d\(question.options(("ties", "ties"))))"
    }

    private static func coxResult(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let (fit, summary) = (try need(object, "fit"), try need(object, "summary"))
        let coefficients = try table(try need(summary, "coefficients"), "coefficients")
        let intervals = try table(try need(summary, "conf.int"), "conf.int")
        let test = { (name: String) throws(Problem) -> JSONValue in RResult.named(try need(summary, name)) }
        return .members([
            ("n", RResult.single(try need(fit, "n"))), ("nevent", RResult.single(try need(fit, "nevent"))),
            ("method", RResult.single(try need(fit, "method"))),
            ("terms", .list((try need(fit, "coefficients").names ?? coefficients.rowNames).map(JSONValue.text))),
            ("coef", .list(RResult.list(try need(fit, "coefficients")))),
            ("hr", .list(coefficients.column("exp(coef)"))), ("se", .list(coefficients.column("se(coef)"))),
            ("z", .list(coefficients.column("z"))), ("p", .list(coefficients.column("Pr(>|z|)"))),
            ("hr_ci_lower", .list(intervals.column("lower .95"))),
            ("hr_ci_upper", .list(intervals.column("upper .95"))),
            ("loglik", .list(RResult.list(try need(fit, "loglik")))),
            ("vcov", .list(RResult.rows(try need(fit, "var")))), ("lr_test", try test("logtest")),
            ("wald_test", try test("waldtest")), ("score_test", try test("sctest")),
            ("concordance", RResult.list(try need(summary, "concordance")).first ?? .null),
        ])
    }
}
