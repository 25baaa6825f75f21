import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Models of survival and of other outcomes.
    static let modelFunctions: [Builtin] = [
        Builtin(
            "coxph", ["formula", "data", "ties", "method"],
            HelpTopic(
                "coxph(Surv(time, event) ~ x + factor(g) + strata(s), data, ties = \"efron\")",
                "The proportional hazards model, by Newton's method; each step is a query at public coefficients.",
                releases:
                    "means of the covariates; the pattern of events and ties in each stratum; in each step log likelihood, score and information",
                example: "coxph(Surv(follow_up, event_death == 1) ~ age, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.coxph(arguments) },
        Builtin(
            "cox.zph", ["fit", "transform"],
            HelpTopic(
                "cox.zph(fit, transform = \"km\")",
                "The score test of proportional hazards, for each term and for all.",
                releases: """
                    lifetimes by stratum, and weighted sums of score and information over event times; where the policy \
                    shows no exact curve, only these sums, for transform = "km" and no strata
                    """,
                example: "cox.zph(coxph(Surv(follow_up, event_death == 1) ~ age, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.coxZph(arguments) },
        Builtin(
            "basehaz", ["fit", "centered"],
            HelpTopic(
                "basehaz(fit, centered = TRUE)", "The cumulative baseline hazard of a Cox model.",
                releases: "lifetimes by stratum, and the hazard at each event time",
                example: "basehaz(coxph(Surv(follow_up, event_death == 1) ~ age, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.basehaz(arguments) },
        Builtin(
            "lm", ["formula", "data"],
            HelpTopic(
                "lm(y ~ x + factor(g), data)", "The linear model by least squares.",
                releases: "count, sums and sums of products of the columns", example: "lm(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.lm(arguments) },
        Builtin(
            "glm", ["formula", "family", "data", "control"],
            HelpTopic(
                "glm(y ~ x + offset(o), family = binomial, data)",
                "The generalized linear model by iteratively reweighted least squares; each step is a query at public coefficients.",
                releases:
                    "means of the columns, sums of the response; in each step score, information, deviance and Pearson's chi-squared",
                example: "glm(event_death == 1 ~ age, family = binomial, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.glm(arguments) },
        family("binomial"), family("poisson"), family("Gamma"), family("quasibinomial"), family("quasipoisson"),
        family("gaussian"),
        Builtin(
            "aov", ["formula", "data"],
            HelpTopic(
                "aov(y ~ factor(g) * factor(h), data)", "The analysis of variance, sequential sums of squares.",
                releases: "count, sums and sums of products of the columns", example: "aov(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.aov(arguments) },
        Builtin(
            "anova", ["test"], variadic: true,
            HelpTopic(
                "anova(fit) or anova(fit1, fit2)", "The table of variance of a model, or of nested models.",
                releases: "nothing beyond the fits", example: "anova(lm(age ~ gender, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.anova(arguments) },
        Builtin(
            "TukeyHSD", ["x", "conf.level"],
            HelpTopic(
                "TukeyHSD(aov(x ~ g, data))", "Tukey's intervals for the differences of all pairs of means.",
                releases: "for each group count, sum and sum of squares",
                example: "TukeyHSD(aov(age ~ gender, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.tukeyHSD(arguments) },
        Builtin(
            "predict", ["object", "newdata", "type", "se.fit", "interval", "level"],
            HelpTopic(
                "predict(fit, newdata, type, se.fit = FALSE, interval = \"none\")",
                "Predictions of lm or glm for public rows.",
                releases: "nothing beyond the fit",
                example: "predict(lm(age ~ gender, data = tm), data.frame(gender = \"male\"))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.predict(arguments) },
        accessor("coef", "The coefficients of a fit.", "coefficients"),
        accessor("vcov", "The covariances of the coefficients.", "vcov"),
        accessor("AIC", "Akaike's criterion.", "AIC"), accessor("logLik", "The log likelihood.", "logLik"),
        accessor("nobs", "The number of rows that a fit used.", "nobs"),
        accessor("deviance", "The deviance, or residual sum of squares.", "deviance"),
        limits("confint"), limits("confint.default"),
    ]

    private static func limits(_ name: String) -> Builtin {
        let topic = HelpTopic(
            "\(name)(fit, level = 0.95)", "Confidence limits of the coefficients (Wald).",
            releases: "nothing beyond the fit", example: "\(name)(lm(age ~ gender, data = tm))")
        return Builtin(name, ["object", "level"], topic) { (_, arguments) throws(Problem) in
            let (object, level) = (try arguments.object("object"), try arguments.confidence("level"))
            return try arguments.finish { try LinearModel.confidenceIntervals(object, level: level) }
        }
    }

    private static func family(_ name: String) -> Builtin {
        let topic = HelpTopic("\(name)(link)", "A family of glm.", releases: "nothing", example: "\(name)()")
        return Builtin(name, ["link"], topic) { (_, arguments) throws(Problem) in
            guard let distribution = GeneralizedLinearFamily.Distribution(rawValue: name) else { return .null }
            let standard = GeneralizedLinearFamily(distribution).link.rawValue
            let link = try arguments.text("link", default: standard)
            return .object(.list([("family", .text(name)), ("link", .text(link))], kind: "family"))
        }
    }

    private static func accessor(_ name: String, _ text: String, _ component: String) -> Builtin {
        let topic = HelpTopic(
            "\(name)(fit)", text, releases: "nothing beyond the fit", example: "\(name)(lm(age ~ gender, data = tm))")
        return Builtin(name, ["object"], topic) { (_, arguments) throws(Problem) in
            let object = try arguments.object("object")
            let names =
                component == "vcov"
                ? ["vcov", "var"] : [component, component.lowercased(), component == "logLik" ? "loglik" : component]
            for name in names { if let found = object[name] { return Value(found) } }
            return .null
        }
    }
}
