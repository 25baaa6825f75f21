import Inference
import Wire

extension Operation {
    /// Curves of survival, what is read from them, and their comparison.
    static let survival: [String: Operation] = [
        "km": Operation(
            { (question) throws(Problem) in
                "{ f <- \(try survfit(question)); list(fit = f, summary = summary(f, rmean = \"individual\")) }"
            }, read: SurvivalResult.curves),
        "km_at": Operation(
            { (question) throws(Problem) in
                "summary(\(try survfit(question)), times = \(try question.need("times")), extend = TRUE)"
            }, read: SurvivalResult.atTimes),
        "km_quantiles": Operation { (question) throws(Problem) in
            "quantile(\(try survfit(question)), \(try question.need("probs")))"
        } read: { (object, _) throws(Problem) in
            try components(["quantile", "lower", "upper"], of: object)
        },
        "nelson_aalen": Operation(
            { (question) throws(Problem) in
                "survfit(\(try response(question)) ~ 1, data = d, stype = 2, ctype = 1)"
            }, read: SurvivalResult.cumulativeHazard),
        "median_followup_reverse_km": Operation { (question) throws(Problem) in
            let (time, status) = (try name("time", question), try name("status", question))
            return "summary(survfit(Surv(\(time), 1 - \(status)) ~ 1, data = d))"
        } read: { (object, _) throws(Problem) in
            let row = try SurvivalResult.rows(try need(object, "table"))[0].values
            return .members([
                ("median", row["median"] ?? .null),
                ("ci", .list([row["0.95LCL"] ?? .null, row["0.95UCL"] ?? .null])),
            ])
        },
        "events_person_time": Operation { (question) throws(Problem) in
            let (time, status) = (try name("time", question), try name("status", question))
            return """
                { n <- sum(d$\(status), na.rm = TRUE)
                pt <- sum(d$\(time)[!is.na(d$\(status))])
                list(events = n, person_time = pt, rate = n / pt, exact_poisson_ci = poisson.test(n, pt)$conf.int) }
                """
        },
        "rmst": Operation(
            { (question) throws(Problem) in
                "summary(\(try survfit(question)), rmean = \(try question.need("tau")))"
            }, read: SurvivalResult.restrictedMeans),
        "life_table": Operation { (question) throws(Problem) in
            let (time, status) = (try name("time", question), try name("status", question))
            return "lifeTable(d$\(time), d$\(status), \(try question.need("width")), \(try question.need("k")))"
        } read: { (object, _) throws(Problem) in
            try table(object, "the life table").json
        },
        "logrank": Operation(
            { (question) throws(Problem) in try survdiff(question, "") }, read: SurvivalResult.difference),
        "peto_prentice_rho1": Operation(
            { (question) throws(Problem) in
                try survdiff(question, question.options(("rho", "rho")))
            }, read: SurvivalResult.difference),
        "gehan_breslow_wilcoxon": Operation { (question) throws(Problem) in
            try survdiff(question, ", weights = \"gehan\"")
        } read: { (object, question) throws(Problem) in
            let whole = try SurvivalResult.difference(object, question)
            return .members(["chisq", "df", "p_value"].map { ($0, whole[$0] ?? .null) })
        },
        "paper_table6_summary": Operation(paperMeans, read: SurvivalResult.means),
    ]

    private static func name(_ argument: String, _ question: Question) throws(Problem) -> String {
        Question.quoted(try question.need(argument))
    }

    /// `Surv(time, status)`
    static func response(_ question: Question) throws(Problem) -> String {
        "Surv(\(try name("time", question)), \(try name("status", question)))"
    }

    private static func survfit(_ question: Question) throws(Problem) -> String {
        let groups = question.text("group").map(Question.quoted) ?? "1"
        let type = question.options(("conf_type", "conf.type"))
        return "survfit(\(try response(question)) ~ \(groups), data = d\(type))"
    }

    private static func survdiff(_ question: Question, _ options: String) throws(Problem) -> String {
        let strata = question.text("strata").map { " + strata(\(Question.quoted($0)))" } ?? ""
        return "survdiff(\(try response(question)) ~ \(try name("group", question))\(strata), data = d\(options))"
    }

    /// The means over each group's own horizon that the pilot's paper compares; its groups are those of R's call.
    private static func paperMeans(_ question: Question) throws(Problem) -> String {
        let call = CallText(question.truth.call)
        guard let formula = call.argument("formula", at: 0, of: "survfit"),
            let groups = call.namedArguments(of: "list", calling: "f")
        else { return question.call }
        let parts = groups.map { name, condition in
            let rows = condition == "TRUE" ? "d" : "d[\(condition), ]"
            return "\(name) = summary(survfit(\(formula), data = \(rows)), rmean = \"individual\")"
        }
        return "list(\(parts.joined(separator: ", ")))"
    }
}
