import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Tables of counts and the tests of them. Released are the cells; from public tables nothing.
    static let tableFunctions: [Builtin] = [
        Builtin(
            "table", ["useNA"], variadic: true,
            HelpTopic(
                "table(f, g, ...)", "Counts by all combinations of levels.", releases: "each cell",
                example: "table(tm$gender, tm$ecog_status)")
        ) { (interpreter, arguments) throws(Problem) in
            let useNA = try arguments.text("useNA", default: "no") != "no"
            return .object(try interpreter.table(arguments.rest, useNA: useNA, partial: true, arguments).object)
        },
        Builtin(
            "xtabs", ["formula", "data"],
            HelpTopic(
                "xtabs(~ f + g, data)", "Counts by all combinations of levels.", releases: "each cell",
                example: "xtabs(~ gender + ecog_status, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let bound = try arguments.need("formula")
            guard case .formula(let formula) = bound.value, formula.left == nil else {
                throw arguments.unfit(bound, "a formula without a left side")
            }
            let frame = try interpreter.frame(of: formula, arguments)
            var groupings: [Grouping] = []
            for term in try ModelTerms(formula.right).terms where term.count == 1 {
                groupings.append(
                    try Grouping(try interpreter.privateVector(term[0], frame), label: term[0].deparsed))
            }
            return .object(
                try interpreter.crossTable(groupings, titled: true, partial: true, at: arguments.call).object)
        },
        proportions("prop.table"), proportions("proportions"),
        Builtin(
            "addmargins", ["A"],
            HelpTopic(
                "addmargins(table)", "A public table with its sums.", releases: "nothing",
                example: "addmargins(table(tm$gender, tm$ecog_status))")
        ) { (_, arguments) throws(Problem) in
            guard let table = try arguments.object("A").contingencyTable else { return .null }
            return .object(table.withMargins.object)
        },
        Builtin(
            "chisq.test", ["x", "y", "correct", "p"],
            HelpTopic(
                "chisq.test(table) or chisq.test(f, g), correct = TRUE",
                "Pearson's chi-squared test of independence, or of given probabilities p.", releases: "each cell",
                example: "chisq.test(table(tm$gender, tm$ecog_status))")
        ) { (interpreter, arguments) throws(Problem) in
            let (table, name) = try interpreter.tableArgument(arguments)
            let correct = try arguments.flag("correct", default: true)
            if table.levels.count == 1 || arguments.named["p"] != nil {
                let p = arguments.named["p"] == nil ? nil : try arguments.object("p").doubles
                return try arguments.finish {
                    try ChiSquaredTest.goodnessOfFit(table.counts, names: table.levels[0], p: p, dataName: name)
                }
            }
            return try arguments.finish { try ChiSquaredTest.independence(table, correct: correct, dataName: name) }
        },
        Builtin(
            "fisher.test", ["x", "y", "or", "alternative", "conf.int", "conf.level", "workspace"],
            HelpTopic(
                "fisher.test(table) or fisher.test(f, g)",
                "Fisher's exact test; of 2 by 2 tables with the conditional odds ratio.", releases: "each cell",
                example: "fisher.test(table(tm$gender, tm$ecog_status))")
        ) { (interpreter, arguments) throws(Problem) in
            let (table, name) = try interpreter.tableArgument(arguments)
            let (ratio, conf) = (try arguments.number("or", default: 1), try arguments.confidence())
            let alternative = try arguments.alternative()
            return try arguments.finish {
                try FisherTest.test(table, oddsRatio: ratio, conf: conf, alternative: alternative, dataName: name)
            }
        },
        Builtin(
            "mcnemar.test", ["x", "y", "correct"],
            HelpTopic(
                "mcnemar.test(table, correct = TRUE)", "McNemar's test of paired answers.", releases: "each cell",
                example: "mcnemar.test(matrix(c(794, 86, 150, 570), 2))")
        ) { (interpreter, arguments) throws(Problem) in
            let (table, name) = try interpreter.tableArgument(arguments)
            let correct = try arguments.flag("correct", default: true)
            return try arguments.finish { try McNemarTest.test(table, correct: correct, dataName: name) }
        },
        Builtin(
            "mantelhaen.test", ["x", "y", "z", "alternative", "correct", "conf.level"],
            HelpTopic(
                "mantelhaen.test(table) or mantelhaen.test(f, g, strata)",
                "The Cochran-Mantel-Haenszel test over strata, with the common odds ratio.", releases: "each cell",
                example: "mantelhaen.test(table(tm$gender, tm$event_death, tm$ecog_status))")
        ) { (interpreter, arguments) throws(Problem) in
            let (table, name) = try interpreter.tableArgument(arguments)
            let (correct, conf) = (try arguments.flag("correct", default: true), try arguments.confidence())
            let alternative = try arguments.alternative()
            return try arguments.finish {
                try MantelHaenszelTest.test(
                    table, correct: correct, conf: conf, alternative: alternative, dataName: name)
            }
        },
        Builtin(
            "prop.test", ["x", "n", "p", "alternative", "conf.level", "correct"],
            HelpTopic(
                "prop.test(successes, trials, p) or prop.test(table)", "Tests of one or several proportions.",
                releases: "each cell", example: "prop.test(c(8, 16), c(19, 29))")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.propTest(arguments) },
        Builtin(
            "binom.test", ["x", "n", "p", "alternative", "conf.level"],
            HelpTopic(
                "binom.test(successes, trials, p = 0.5)", "The exact test of a proportion.",
                releases: "nothing beyond its arguments", example: "binom.test(29, 48)")
        ) { (_, arguments) throws(Problem) in
            let x = try arguments.object("x").doubles
            let trials = x.count == 2 ? x[0] + x[1] : try arguments.number("n", default: .nan)
            guard let first = x.first, trials.isFinite, first.isFinite, trials < 1e15 else {
                throw arguments.unfit(try arguments.need("x"), "successes and trials")
            }
            let (p, conf) = (try arguments.number("p", default: 0.5), try arguments.confidence())
            let alternative = try arguments.alternative()
            return try arguments.finish {
                try BinomialTest.test(
                    successes: Int(first), trials: Int(trials), p: p, conf: conf, alternative: alternative,
                    dataName: "\(RFormat.text(first)) and \(RFormat.text(trials))")
            }
        },
        Builtin(
            "poisson.test", ["x", "T", "r", "alternative", "conf.level"],
            HelpTopic(
                "poisson.test(events, time, r = 1)", "The exact test of one rate or of the ratio of two.",
                releases: "nothing beyond its arguments", example: "poisson.test(10, 436.8)")
        ) { (_, arguments) throws(Problem) in
            let events = try arguments.object("x").doubles
            let times = arguments.named["T"] == nil ? [1] : try arguments.object("T").doubles
            let (r, conf) = (try arguments.number("r", default: 1), try arguments.confidence())
            let alternative = try arguments.alternative()
            guard events.allSatisfy({ $0.isFinite && $0 >= 0 }), let first = events.first, let time = times.first else {
                throw arguments.unfit(try arguments.need("x"), "numbers of events")
            }
            let name = "\(RFormat.text(first)) time base: \(RFormat.text(time))"
            return try arguments.finish {
                if events.count == 2 {
                    return try PoissonTest.twoSample(
                        events: (Int(first), Int(events[1])), times: (time, times.count > 1 ? times[1] : time),
                        ratio: r, conf: conf, alternative: alternative, dataName: name)
                }
                return try PoissonTest.oneSample(
                    events: Int(first), time: time, rate: r, conf: conf, alternative: alternative, dataName: name)
            }
        },
        Builtin(
            "prop.trend.test", ["x", "n", "score"],
            HelpTopic(
                "prop.trend.test(successes, trials)", "The chi-squared test for trend in proportions.",
                releases: "nothing beyond its arguments", example: "prop.trend.test(c(15, 10, 5), c(30, 30, 30))")
        ) { (_, arguments) throws(Problem) in
            let (x, n) = (try arguments.object("x").doubles, try arguments.object("n").doubles)
            let scores = arguments.named["score"] == nil ? nil : try arguments.object("score").doubles
            guard (x + n).allSatisfy({ $0.isFinite }) else { throw arguments.unfit(try arguments.need("x"), "counts") }
            return try arguments.finish {
                try ProportionTrendTest.test(
                    successes: x.map { Int($0) }, trials: n.map { Int($0) }, scores: scores,
                    dataName:
                        "\(arguments.named["x"]?.place.deparsed ?? "x") out of \(arguments.named["n"]?.place.deparsed ?? "n")"
                )
            }
        },
        measure("oddsRatio", "Odds ratio, risk ratio and risk difference of a 2 by 2 table, with Wald's intervals.") {
            try Association.ratios($0)
        },
        measure("gTest", "The likelihood ratio test of independence.") { try Association.likelihoodRatio($0) },
        measure("kappa", "Cohen's kappa of agreement.") { try Association.kappa($0) },
        measure("cramersV", "Cramer's V, as a list.") { .list([("v", .number(try Association.cramersV($0)))]) },
    ]

    private static func measure(
        _ name: String, _ text: String, _ body: @escaping @Sendable (ContingencyTable) throws -> RObject
    ) -> Builtin {
        let topic = HelpTopic(
            "\(name)(table) or \(name)(f, g)", text, releases: "each cell",
            example: "\(name)(table(tm$gender, tm$event_death))")
        return Builtin(name, ["x", "y"], topic) { (interpreter, arguments) throws(Problem) in
            let (table, _) = try interpreter.tableArgument(arguments)
            return try arguments.finish { try body(table) }
        }
    }

    private static func proportions(_ name: String) -> Builtin {
        let topic = HelpTopic(
            "\(name)(table, margin = NULL)", "A public table as proportions of all, of rows (1) or of columns (2).",
            releases: "nothing", example: "\(name)(table(tm$gender))")
        return Builtin(name, ["x", "margin"], topic) { (_, arguments) throws(Problem) in
            var object = try arguments.object("x")
            let values = object.doubles
            object.isInteger = false
            guard let margin = arguments.named["margin"], margin.value.count > 0, let size = object.dimensions,
                size.count == 2
            else {
                let total = values.reduce(0, +)
                object.content = .numbers(values.map { $0 / total })
                return Value(object)
            }
            let byRow = try arguments.number("margin", default: 1) == 1
            object.content = .numbers(
                values.indices.map { place in
                    let line = byRow ? place % size[0] : place / size[0]
                    let others = values.indices.filter { (byRow ? $0 % size[0] : $0 / size[0]) == line }
                    return values[place] / others.reduce(0) { $0 + values[$1] }
                })
            return Value(object)
        }
    }
}

extension ContingencyTable {
    /// With a level `Sum` for each factor.
    fileprivate var withMargins: ContingencyTable {
        let sizes = levels.map(\.count)
        let wide = sizes.map { $0 + 1 }
        let cells = (0..<wide.reduce(1, *)).map { cell -> Int in
            var (rest, choices) = (cell, [[Int]]())
            for (size, count) in zip(wide, sizes) {
                let digit = rest % size
                rest /= size
                choices.append(digit == count ? Array(0..<count) : [digit])
            }
            var (places, stride) = ([0], 1)
            for (list, size) in zip(choices, sizes) {
                places = list.flatMap { digit in places.map { $0 + digit * stride } }
                stride *= size
            }
            return places.reduce(0) { $0 + counts[$1] }
        }
        return ContingencyTable(levels: levels.map { $0 + ["Sum"] }, titles: titles, counts: cells)
    }
}

extension Interpreter {
    /// A table from private factors.
    func table(
        _ list: [Arguments.Bound], useNA: Bool, partial: Bool, _ arguments: Arguments
    ) throws(Problem) -> ContingencyTable {
        var groupings: [Grouping] = []
        for bound in list {
            guard case .vector(let vector) = bound.value else {
                if let object = bound.value.asObject, !bound.value.isPrivate, list.count == 1 {
                    return Self.publicTable(object)
                }
                throw arguments.unfit(bound, "private factors")
            }
            groupings.append(try Grouping(vector, label: bound.name ?? bound.place.deparsed))
        }
        guard !groupings.isEmpty else { throw arguments.unfit(try arguments.need("f"), "a private factor") }
        var table = try crossTable(
            groupings, titled: list.contains { $0.name != nil }, partial: partial, at: arguments.call)
        // R's useNA adds a level for missing values; here of one factor, by counting them.
        if useNA, list.count == 1, case .vector(let vector) = list[0].value {
            let isMissing = VectorExpression.logical(try vector.isMissing())
            let counted = try crossTable([try Grouping(isMissing, label: "NA")], at: arguments.call)
            let count = counted.levels[0].firstIndex(of: "TRUE").map { counted.counts[$0] } ?? 0
            table.levels[0].append("<NA>")
            table.counts.append(count)
        }
        return table
    }

    private static func publicTable(_ object: RObject) -> ContingencyTable {
        var counts: [String: Int] = [:]
        for text in object.asTexts.compactMap(\.self) { counts[text, default: 0] += 1 }
        let order = object.order().map { object.asTexts[$0] }.compactMap(\.self)
        var levels: [String] = []
        for text in order where levels.last != text { levels.append(text) }
        return ContingencyTable(levels: [levels], counts: levels.map { counts[$0] ?? 0 })
    }

    /// The table that a test is about: a public one, or made of private factors x, y (and z).
    func tableArgument(_ arguments: Arguments) throws(Problem) -> (ContingencyTable, String) {
        let list = ["x", "y", "z"].compactMap { arguments.named[$0] }
        let first = try arguments.need("x")
        let name = list.map(\.place.deparsed).joined(separator: " and ")
        if case .vector = first.value {
            return (try table(list, useNA: false, partial: false, arguments), name)
        }
        guard let table = first.value.asObject?.contingencyTable else {
            throw arguments.unfit(first, "a table of counts or private factors")
        }
        return (table, name)
    }

    fileprivate func propTest(_ arguments: Arguments) throws(Problem) -> Value {
        let object = try arguments.object("x")
        let (conf, alternative) = (try arguments.confidence(), try arguments.alternative())
        let correct = try arguments.flag("correct", default: true)
        let name = arguments.named["x"]?.place.deparsed ?? "x"
        if object.dimensions?.count == 2, let table = object.contingencyTable {
            return try arguments.finish {
                try ProportionTest.test(table, conf: conf, alternative: alternative, correct: correct, dataName: name)
            }
        }
        let (x, n) = (object.doubles, try arguments.object("n").doubles)
        let p = arguments.named["p"].map { $0.value.count > 0 } == true ? try arguments.object("p").doubles : nil
        guard (x + n).allSatisfy({ $0.isFinite }), x.count == n.count else {
            throw arguments.unfit(try arguments.need("x"), "as many successes as trials")
        }
        let trials = arguments.named["n"]?.place.deparsed ?? "n"
        return try arguments.finish {
            try ProportionTest.test(
                successes: x.map { Int($0) }, trials: n.map { Int($0) }, p: p, conf: conf, alternative: alternative,
                correct: correct, dataName: "\(name) out of \(trials)\(p == nil ? "" : ", null probability")")
        }
    }
}
