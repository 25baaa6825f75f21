import Inference
import Language
import Study
import Wire

extension Builtin {
    /// Tests of means and variances. Released are, for each group, count, sum and sum of squares.
    static let meanTests: [Builtin] = [
        Builtin(
            "t.test", ["x", "y", "alternative", "mu", "paired", "var.equal", "conf.level", "data"],
            HelpTopic(
                "t.test(x ~ g, data, var.equal = FALSE), t.test(x, y, paired = FALSE), t.test(x, mu = 0)",
                "Student's t-test of one mean, two means, or a mean difference; of two means Welch's unless var.equal.",
                releases: "for each group count, sum and sum of squares", example: "t.test(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in try interpreter.tTest(arguments) },
        Builtin(
            "var.test", ["x", "y", "ratio", "alternative", "conf.level", "data"],
            HelpTopic(
                "var.test(x ~ g, data) or var.test(x, y)", "The F test that two variances are equal.",
                releases: "for each group count, sum and sum of squares", example: "var.test(age ~ gender, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let (x, y, name) = try interpreter.twoSamples(arguments)
            let (conf, alternative) = (try arguments.confidence(), try arguments.alternative())
            let ratio = try arguments.number("ratio", default: 1)
            return try arguments.finish {
                try VarianceTest.twoSample(
                    x.moments, y.moments, ratio: ratio, conf: conf, alternative: alternative, dataName: name)
            }
        },
        Builtin(
            "bartlett.test", ["x", "g", "data"],
            HelpTopic(
                "bartlett.test(x ~ g, data)", "Bartlett's test that the variances of several groups are equal.",
                releases: "for each group count, sum and sum of squares",
                example: "bartlett.test(age ~ ecog_status, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments)
            let groups = try interpreter.samples(variables, at: arguments.call)
            return try arguments.finish {
                try BartlettTest.test(groups.map(\.moments), dataName: variables.dataName)
            }
        },
        Builtin(
            "oneway.test", ["formula", "data", "var.equal"],
            HelpTopic(
                "oneway.test(x ~ g, data, var.equal = FALSE)",
                "Whether several means are equal; Welch's unless var.equal.",
                releases: "for each group count, sum and sum of squares",
                example: "oneway.test(age ~ ecog_status, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments, first: "formula")
            let groups = try interpreter.samples(variables, at: arguments.call)
            let equal = try arguments.flag("var.equal")
            let name = variables.dataName.replacing(" by ", with: " and ")
            return try arguments.finish {
                try OneWayTest.test(groups.map(\.moments), equalVariances: equal, dataName: name)
            }
        },
        Builtin(
            "leveneTest", ["y", "group", "data"],
            HelpTopic(
                "leveneTest(x ~ g, data)",
                "The test of Brown and Forsythe: an analysis of variance of the distances from each group's median.",
                releases: "each group's median, then for each group count, sum and sum of squares of the distances",
                example: "leveneTest(age ~ ecog_status, data = tm)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments, first: "y", second: "group")
            let groups = try interpreter.deviations(variables, at: arguments.call)
            return try arguments.finish { try LeveneTest.test(groups.map(\.moments)) }
        },
        Builtin(
            "pairwise.t.test", ["x", "g", "p.adjust.method", "pool.sd", "alternative"],
            HelpTopic(
                "pairwise.t.test(x, g, p.adjust.method = \"holm\", pool.sd = TRUE)", "t-tests of all pairs of groups.",
                releases: "for each group count, sum and sum of squares",
                example: "pairwise.t.test(tm$age, tm$ecog_status)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments)
            let groups = try interpreter.samples(variables, at: arguments.call)
            let (adjust, pooled) = (try arguments.adjustment(), try arguments.flag("pool.sd", default: true))
            let alternative = try arguments.alternative()
            return try arguments.finish {
                try PairwiseTests.tTest(
                    groups, adjust: adjust, pooledSD: pooled, alternative: alternative, dataName: variables.dataName)
            }
        },
        Builtin(
            "smd", ["x", "g", "data"],
            HelpTopic(
                "smd(x, g)", "The standardized difference of two means (Cohen).",
                releases: "for each group count, sum and sum of squares", example: "smd(tm$age, tm$gender)")
        ) { (interpreter, arguments) throws(Problem) in
            let variables = try interpreter.testVariables(arguments)
            // R's formula has no value where a row has a number and no group.
            if interpreter.study.policy.naAsInR, try variables.grouping.factor.type().mayBeMissing {
                let groupless = try variables.response.leaving(try variables.grouping.factor.isMissing())
                if try interpreter.completeCount(of: groupless, at: arguments.call) > 0 {
                    interpreter.note("rows have a number but no group; na.omit leaves them out")
                    return Value(.number(nil))
                }
            }
            let groups = try interpreter.samples(variables, at: arguments.call)
            guard groups.count >= 2 else { return Value(.number(.nan)) }
            return Value(
                .number(DescriptiveMeasures.standardizedMeanDifference(groups[0].moments, groups[1].moments)))
        },
        Builtin(
            "skewKurt", ["x"],
            HelpTopic(
                "skewKurt(x)", "Skewness and kurtosis: moments (g1, g2) and as SPSS (G1, G2).",
                releases: "count and sums of the first four powers about a public centre", example: "skewKurt(tm$age)")
        ) { (interpreter, arguments) throws(Problem) in
            let sample = try interpreter.sample(try arguments.need("x"), arguments, order: 4)
            return .object(DescriptiveMeasures.skewnessKurtosis(sample))
        },
        moment("skewness", "Skewness, the third standardized moment.", "g1"),
        moment("kurtosis", "Excess kurtosis, the fourth standardized moment less 3.", "g2"),
    ]

    private static func moment(_ name: String, _ text: String, _ component: String) -> Builtin {
        let topic = HelpTopic(
            "\(name)(x)", text, releases: "count and sums of the first four powers about a public centre",
            example: "\(name)(tm$age)")
        return Builtin(name, ["x", "na.rm"], topic) { (interpreter, arguments) throws(Problem) in
            let sample = try interpreter.sample(try arguments.need("x"), arguments, order: 4)
            return DescriptiveMeasures.skewnessKurtosis(sample)[component].map { Value($0) } ?? .null
        }
    }
}

extension Arguments {
    /// How p-values are adjusted.
    func adjustment(_ name: String = "p.adjust.method", default standard: String = "holm") throws(Problem) -> PAdjust {
        let text = try text(name, default: standard)
        guard let method = PAdjust(name: text) else {
            throw Problem(
                "bad-argument", "there is no adjustment \(text.quotedForPeople)", at: call.range.place,
                mend: "use one of " + PAdjust.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return method
    }
}

extension Interpreter {
    fileprivate func tTest(_ arguments: Arguments) throws(Problem) -> Value {
        let (mu, conf) = (try arguments.number("mu", default: 0), try arguments.confidence())
        let alternative = try arguments.alternative()
        let equal = try arguments.flag("var.equal")
        let first = try arguments.need("x")
        if try arguments.flag("paired") {
            let second = try arguments.need("y")
            let difference = try difference(first, second)
            let sample = try moments(of: difference, at: arguments.call)[0].moments
            let name = "\(first.place.deparsed) and \(second.place.deparsed)"
            return try arguments.finish {
                try TTest.paired(sample, mu: mu, conf: conf, alternative: alternative, dataName: name)
            }
        }
        var isFormula = false
        if case .formula(let formula) = first.value { isFormula = formula.right.deparsed != "1" }
        guard isFormula || arguments.named["y"] != nil else {
            var (bound, name) = (first, first.place.deparsed)
            if case .formula(let formula) = first.value, let left = formula.left {
                let vector = try privateVector(left, try frame(of: formula, arguments))
                (bound, name) = (.init(name: nil, value: .vector(vector), place: first.place), left.deparsed)
            }
            let sample = try sample(bound, arguments)
            return try arguments.finish {
                try TTest.oneSample(sample, mu: mu, conf: conf, alternative: alternative, dataName: name)
            }
        }
        let (x, y, name) = try twoSamples(arguments)
        return try arguments.finish {
            try TTest.twoSample(
                x.moments, y.moments, mu: mu, equalVariances: equal, conf: conf, alternative: alternative,
                groups: isFormula ? (x.label, y.label) : nil, dataName: name)
        }
    }

    /// x - y of a paired test.
    func difference(_ first: Arguments.Bound, _ second: Arguments.Bound) throws(Problem) -> VectorExpression {
        try .operation(.subtract, try vector(first.value, first.place), try vector(second.value, second.place))
    }

    /// Two groups: of a formula, or two vectors.
    func twoSamples(_ arguments: Arguments) throws(Problem) -> (SampleGroup, SampleGroup, String) {
        let first = try arguments.need("x")
        guard case .formula(let formula) = first.value else {
            let second = try arguments.need("y")
            let name = "\(first.place.deparsed) and \(second.place.deparsed)"
            return (
                SampleGroup("x", try sample(first, arguments)), SampleGroup("y", try sample(second, arguments)), name
            )
        }
        let variables = try variables(of: formula, arguments)
        let groups = try samples(variables, at: arguments.call)
        guard groups.count == 2 else { throw twoLevels(groups.count, arguments) }
        return (groups[0], groups[1], variables.dataName)
    }

    func twoLevels(_ count: Int, _ arguments: Arguments) -> Problem {
        Problem(
            "not-two-groups", "\(arguments.function) compares 2 groups, and there are \(count)",
            at: arguments.call.range.place, mend: "select two, as in subset(d, g %in% c(\"a\", \"b\"))")
    }

    /// The moments of |x - median of the group|.
    fileprivate func deviations(_ variables: TestVariables, at place: Expression) throws(Problem) -> [SampleGroup] {
        let grouping = variables.grouping
        var centre: VectorExpression?
        for level in grouping.levels.reversed() {
            let condition = try grouping.condition(level)
            let rows = try variables.response.leaving(condition)
            guard case .numbers(let numbers) = try analyse(.median(rows, naRemove: true), at: place),
                numbers.values[0].double != nil
            else { continue }
            let median = try constant(.numbers(numbers), place)
            centre =
                try centre.map { (rest) throws(Problem) in
                    try VectorExpression.choice(condition, .constant(median), rest).verified()
                } ?? .constant(median)
        }
        guard let centre else { throw Problem("no-result", "no values", at: place.range.place) }
        let distance = try VectorExpression.absolute(try .operation(.subtract, variables.response, centre)).verified()
        let found = try moments(of: distance, by: [grouping], at: place)
        return found.map { SampleGroup($0.label, $0.moments) }
    }
}
