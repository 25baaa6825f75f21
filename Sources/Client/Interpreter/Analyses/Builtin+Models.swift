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
                releases: "means of the covariates; the pattern of events and ties in each stratum; in each step log likelihood, score and information",
                example: "coxph(Surv(follow_up, event_death) ~ age, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.coxph(arguments) },
        Builtin(
            "cox.zph", ["fit", "transform"],
            HelpTopic(
                "cox.zph(fit, transform = \"km\")", "The score test of proportional hazards, for each term and for all.",
                releases: "lifetimes by stratum, and weighted sums of score and information over event times",
                example: "cox.zph(coxph(Surv(follow_up, event_death) ~ age, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.coxZph(arguments) },
        Builtin(
            "basehaz", ["fit", "centered"],
            HelpTopic(
                "basehaz(fit, centered = TRUE)", "The cumulative baseline hazard of a Cox model.",
                releases: "lifetimes by stratum, and the hazard at each event time",
                example: "basehaz(coxph(Surv(follow_up, event_death) ~ age, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.basehaz(arguments) },
    ]
}
