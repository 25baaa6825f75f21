import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Survival curves and their comparison. Released is the table of events and censored rows at each distinct time.
    static let survivalFunctions: [Builtin] = [
        Builtin(
            "Surv", ["time", "event"],
            HelpTopic(
                "Surv(time, event)", "Time and event of a survival formula; an event is a condition or 0 and 1.",
                releases: "nothing", example: "survfit(Surv(follow_up, event_death == 1) ~ 1, data = tm)")
        ) { (_, arguments) throws(Problem) in
            throw Problem(
                "bad-formula", "Surv stands on the left side of a formula", at: arguments.call.range.place,
                mend: "write it as in survfit(Surv(time, event) ~ group, data = d)")
        },
        Builtin(
            "survfit", ["formula", "data", "conf.type", "conf.int", "stype", "ctype", "reverse"],
            HelpTopic(
                "survfit(Surv(time, event) ~ group, data, conf.type = \"log\", reverse = FALSE)",
                "Kaplan-Meier curves; with stype = 2 Fleming-Harrington, with reverse = TRUE of follow-up.",
                releases: """
                    at each distinct time events and censored rows of each group; where the policy shows no exact curve, \
                    events and numbers at risk in steps of a grid
                    """,
                example: "survfit(Surv(follow_up, event_death == 1) ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.survfit(arguments) },
        Builtin(
            "survdiff", ["formula", "data", "rho", "weights"],
            HelpTopic(
                "survdiff(Surv(time, event) ~ group + strata(s), data, rho = 0)",
                "The log-rank test and its family; weights = \"gehan\" or \"tarone\" weigh by the numbers at risk.",
                releases: """
                    at each distinct time events and censored rows of each group and stratum; where the policy shows no \
                    exact curve, of each group rows, observed and expected events, and their variance
                    """,
                example: "survdiff(Surv(follow_up, event_death == 1) ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.survivalVariables(try arguments.need("formula"), arguments)
            let weight: RankTestWeight =
                switch try arguments.text("weights", default: "rho") {
                case "gehan": .gehanBreslow
                case "tarone": .taroneWare
                default: .rho(try arguments.number("rho", default: 0))
                }
            guard interpreter.study.policy.exactCurves else {
                let test = try interpreter.logRank(variables, weight, at: arguments.call)
                let strata = test.strata.count > 1 ? test.strata : nil
                return try arguments.finish {
                    try SurvivalDifference(groups: test.groups, test.sums, strata: strata, weight: weight).object(
                        call: arguments.call.deparsed)
                }
            }
            let table = try interpreter.lifetimes(variables, at: arguments.call)
            return try arguments.finish {
                try SurvivalDifference(table, weight: weight).object(call: arguments.call.deparsed)
            }
        },
        Builtin(
            "survmean", ["fit", "rmean"],
            HelpTopic(
                "survmean(fit, rmean = \"individual\")",
                "Restricted means with standard errors: to each group's largest time, to \"common\", or to a given time.",
                releases: "nothing beyond the fit",
                example: "survmean(survfit(Surv(follow_up, event_death == 1) ~ 1, data = tm))")
        ) { (interpreter, arguments) throws(Problem) in
            let fit = try interpreter.fit(arguments, "fit")
            let horizon = try interpreter.horizon(arguments, default: .individual)
            if let warning = fit.meanWarning(horizon) { interpreter.note(warning) }
            return .object(fit.table(mean: horizon))
        },
        Builtin(
            "lifeTable", ["time", "event", "width", "k"],
            HelpTopic(
                "lifeTable(time, event, width, k)", "The actuarial life table of k intervals of a width.",
                releases: """
                    at each distinct time events and censored rows; where the policy shows no exact curve, what survfit() \
                    releases, and the intervals are its steps
                    """,
                example: "lifeTable(tm$follow_up, tm$event_death == 1, 3, 9)")
        ) { (interpreter, arguments) throws(Problem) in
            let (time, event) = (try arguments.need("time"), try arguments.need("event"))
            guard interpreter.study.policy.exactCurves else { return try interpreter.lifeTable(time, event, arguments) }
            let table = try interpreter.lifetimes(time, event, at: arguments.call)
            let width = try arguments.number("width", default: 1)
            let count = try arguments.number("k", default: 10)
            guard width > 0, (1...10_000).contains(count) else {
                throw arguments.unfit(try arguments.need("time"), "a positive width and 1 to 10000 intervals")
            }
            return try arguments.finish { try LifeTable(table, width: width, intervals: Int(count)).object }
        },
        Builtin(
            "eventRate", ["time", "event", "conf.level"],
            HelpTopic(
                "eventRate(time, event)", "Events, time at risk and their ratio with the exact Poisson interval.",
                releases: """
                    at each distinct time events and censored rows; where the policy shows no exact curve, the number of \
                    rows and the sum of times with and without the event
                    """,
                example: "eventRate(tm$follow_up, tm$event_death == 1)")
        ) { (interpreter, arguments) throws(Problem) in
            let (time, event) = (try arguments.need("time"), try arguments.need("event"))
            let level = try arguments.confidence()
            guard interpreter.study.policy.exactCurves else {
                let (times, events) = try interpreter.vectors(time, event, at: arguments.call)
                let totals = try interpreter.eventTotals(times, events, at: arguments.call)
                return .object(
                    EventRate(events: totals.events, personTime: totals.personTime, level: level).object)
            }
            let table = try interpreter.lifetimes(time, event, at: arguments.call)
            guard let group = table.pooled.groups.first else { return .null }
            return .object(EventRate(table.pooled, group: group, level: level).object)
        },
        Builtin(
            "cuminc", ["formula", "data", "conf.type", "conf.int"],
            HelpTopic(
                "cuminc(Surv(time, cause) ~ 1, data)",
                "Cumulative incidence with competing risks (Aalen-Johansen); the first level of the factor cause means censored.",
                releases: "at each distinct time events of each cause and censored rows",
                example: "cuminc(Surv(follow_up, factor(event_death)) ~ 1, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.cumulativeIncidence(arguments) },
        Builtin(
            "survTable", ["time", "event", "status"],
            HelpTopic(
                "survTable(time, event, status)",
                "How many rows with an event status end in each whole unit of time, from 0 to the longest of all.",
                releases: "these counts, and the largest time",
                example: "survTable(tm$follow_up, tm$event_death == 1, 0)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.survTable(arguments) },
    ]
}

extension Interpreter {
    func survfit(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("formula")
        if case .object(let fit) = bound.value, fit.kind == "coxph" {
            throw Problem(
                "unsupported-argument", "curves of a Cox model are not offered", at: bound.place.range.place,
                mend: "use basehaz(fit)")
        }
        let variables = try survivalVariables(bound, arguments)
        guard variables.strata.isEmpty else {
            throw Problem(
                "unsupported-formula", "survfit takes groups, not strata()", at: bound.place.range.place,
                mend: "write the factor itself")
        }
        let (reverse, options) = (try arguments.flag("reverse", default: false), try survivalOptions(arguments))
        guard study.policy.exactCurves else {
            let steps = try steppedLifetimes(variables, reversed: reverse, at: arguments.call)
            return try arguments.finish {
                try SurvivalFit(steps, options: options, call: arguments.call.deparsed).object
            }
        }
        var table = try lifetimes(variables, at: arguments.call)
        if reverse { table = table.reversed }
        return try arguments.finish { try SurvivalFit(table, options: options, call: arguments.call.deparsed).object }
    }

    fileprivate func survivalOptions(_ arguments: Arguments) throws(Problem) -> SurvivalOptions {
        let text = try arguments.text("conf.type", default: "log")
        guard let type = ConfidenceType(rawValue: text),
            let estimator = SurvivalOptions.Estimator(rawValue: Int(try arguments.optional("stype", default: 1))),
            let hazard = SurvivalOptions.Hazard(rawValue: Int(try arguments.optional("ctype", default: 1)))
        else {
            throw Problem(
                "bad-argument", "conf.type, stype or ctype is not one that is offered", at: arguments.call.range.place,
                mend: "conf.type is \"log\", \"log-log\", \"plain\" or \"none\", stype and ctype are 1 or 2")
        }
        return SurvivalOptions(
            estimator: estimator, hazard: hazard, confidenceType: type,
            level: arguments.named["conf.int"] == nil ? 0.95 : try arguments.confidence("conf.int"))
    }

    /// A fit that was made before.
    func fit(_ arguments: Arguments, _ name: String) throws(Problem) -> SurvivalFit {
        let bound = try arguments.need(name)
        guard case .object(let object) = bound.value, let fit = try? SurvivalFit(object) else {
            throw arguments.unfit(bound, "the result of survfit")
        }
        return fit
    }

    /// To where means are restricted.
    func horizon(_ arguments: Arguments, default standard: MeanHorizon) throws(Problem) -> MeanHorizon {
        guard let bound = arguments.named["rmean"] else { return standard }
        if case .texts(let texts) = bound.value {
            switch texts.first ?? nil {
            case "none": return .none
            case "common": return .common
            case "individual": return .individual
            default: throw arguments.unfit(bound, "\"none\", \"common\", \"individual\" or a time")
            }
        }
        return .time(try arguments.number("rmean", default: 0))
    }

    /// The lifetimes of all rows together.
    fileprivate func lifetimes(
        _ time: Arguments.Bound, _ event: Arguments.Bound, at place: Expression
    ) throws(Problem) -> LifetimeTable {
        let (times, events) = try vectors(time, event, at: place)
        return try lifetimes(
            SurvivalVariables(time: times, event: events, groups: [], strata: [], text: ""), at: place)
    }

    /// The steps of the curve of all rows together as a life table.
    fileprivate func lifeTable(
        _ time: Arguments.Bound, _ event: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> Value {
        let (times, events) = try vectors(time, event, at: arguments.call)
        let steps = try steppedLifetimes(
            SurvivalVariables(time: times, event: events, groups: [], strata: [], text: ""), at: arguments.call)
        note("the intervals of the life table are the steps of the curve; width and k are not used")
        return try arguments.finish {
            let fit = try SurvivalFit(steps)
            return LifeTable(fit.curves[0], start: 0).object
        }
    }

    fileprivate func vectors(
        _ time: Arguments.Bound, _ event: Arguments.Bound, at place: Expression
    ) throws(Problem) -> (times: VectorExpression, events: VectorExpression) {
        guard case .vector(let times) = time.value, case .vector(let events) = event.value else {
            throw Problem(
                "not-private", "time and event are private vectors", at: place.range.place,
                mend: "write them as in lifeTable(tm$follow_up, tm$event_death == 1, 3, 9)")
        }
        return (times, events)
    }

    fileprivate func survTable(_ arguments: Arguments) throws(Problem) -> Value {
        let (time, event) = (try arguments.need("time"), try arguments.need("event"))
        guard case .vector(let times) = time.value, case .vector(let events) = event.value else {
            throw arguments.unfit(time, "private vectors")
        }
        let status = try constant(Value(.number(try arguments.number("status", default: 1))), event.place)
        guard case .numbers(let largest) = try analyse(.maximum(times, naRemove: true), at: arguments.call),
            let end = largest.values[0].double, end >= 0, end < 100_000
        else { return Value(.integers([])) }
        let rows = try times.leaving(try events.comparing(.equal, .number(status)))
        guard case .frequency(let entries) = try analyse(.frequency(rows), at: arguments.call) else {
            throw Self.malformed
        }
        let counts = Dictionary(entries.map { ($0.label, $0.count ?? 0) }, uniquingKeysWith: +)
        return Value(.integers((0...Int(end)).map { counts[String($0)] ?? 0 }))
    }

    fileprivate func cumulativeIncidence(_ arguments: Arguments) throws(Problem) -> Value {
        let bound = try arguments.need("formula")
        guard case .formula(let formula) = bound.value, let left = formula.left,
            case .call(let callee, let parts) = left.form, callee.form == .name("Surv"), parts.count == 2,
            let timeExpression = parts[0].value, let causeExpression = parts[1].value
        else { throw arguments.unfit(bound, "a formula Surv(time, cause) ~ group") }
        let frame = try frame(of: formula, arguments)
        let time = try privateVector(timeExpression, frame)
        let causes = try Grouping(try privateVector(causeExpression, frame), label: "cause")
        let groups = try ModelTerms(formula.right).terms.flatMap(\.self)
        guard groups.isEmpty else {
            throw Problem(
                "unsupported-formula", "cuminc takes one group at a time", at: bound.place.range.place,
                mend: "select it, as in cuminc(Surv(time, cause) ~ 1, data = subset(d, g == \"a\"))")
        }
        var tables: [(name: String, table: LifetimeTable)] = []
        for cause in causes.levels.dropFirst() {
            let event = VectorExpression.logical(try causes.condition(cause))
            let variables = SurvivalVariables(time: time, event: event, groups: [], strata: [], text: "")
            tables.append((cause, try lifetimes(variables, at: arguments.call)))
        }
        let options = try survivalOptions(arguments)
        return try arguments.finish { try CumulativeIncidence.object([CumulativeIncidence(tables, options: options)]) }
    }
}

extension Arguments {
    /// A number with a default for functions that do not have the parameter.
    func optional(_ name: String, default standard: Double) throws(Problem) -> Double {
        named[name] == nil ? standard : try number(name, default: standard)
    }
}
