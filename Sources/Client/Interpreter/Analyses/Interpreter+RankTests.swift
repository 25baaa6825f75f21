import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// The rank sums of two groups, of a formula or of two vectors.
    func twoRankSums(_ arguments: Arguments) throws(Problem) -> (RankSums, String) {
        let first = try arguments.need("x")
        guard case .formula(let formula) = first.value else {
            let second = try arguments.need("y")
            guard case .vector(let x) = first.value, case .vector(let y) = second.value else {
                throw arguments.unfit(first, "private numbers or a formula")
            }
            let origin = try VectorExpression.origin([x, y]).verified()
            let ranks = try rankSums(
                of: try .combining([x, y]), by: try Grouping(origin, label: "group"), at: arguments.call)
            return (ranks, "\(first.place.deparsed) and \(second.place.deparsed)")
        }
        let variables = try variables(of: formula, arguments)
        let ranks = try rankSums(of: variables.response, by: variables.grouping, at: arguments.call)
        guard ranks.groups.count == 2 else { throw twoLevels(ranks.groups.count, arguments) }
        return (ranks, variables.dataName)
    }

    func wilcoxTest(_ arguments: Arguments) throws(Problem) -> Value {
        let mu = try arguments.number("mu", default: 0)
        let (exact, correct) = (try arguments.optionalFlag("exact"), try arguments.flag("correct", default: true))
        let alternative = try arguments.alternative()
        let first = try arguments.need("x")
        var isFormula = false
        if case .formula = first.value { isFormula = true }
        let paired = try arguments.flag("paired")
        guard paired || (!isFormula && arguments.named["y"] == nil) else {
            guard mu == 0 else {
                throw Problem(
                    "unsupported-argument", "a shift mu is offered for one sample only", at: arguments.call.range.place)
            }
            let (ranks, name) = try twoRankSums(arguments)
            return try arguments.finish {
                try WilcoxonTest.rankSum(
                    ranks, alternative: alternative, exact: exact, correct: correct, dataName: name)
            }
        }
        let (ranks, zeroes) = try signedRanks(arguments, mu: mu)
        let name = [first.place.deparsed, arguments.named["y"]?.place.deparsed].compactMap(\.self).joined(
            separator: " and ")
        return try arguments.finish {
            try WilcoxonTest.signedRank(
                ranks, zeroes: zeroes, alternative: alternative, exact: exact, correct: correct, mu: mu,
                paired: paired, dataName: name)
        }
    }

    /// The ranks of the distances from mu of the values that differ from it, by sign, and how many do not.
    func signedRanks(_ arguments: Arguments, mu: Double) throws(Problem) -> (RankSums, zeroes: Int) {
        let first = try arguments.need("x")
        guard case .vector(var vector) = first.value else { throw arguments.unfit(first, "private numbers") }
        if let second = arguments.named["y"] { vector = try difference(first, second) }
        if mu != 0 {
            let centre = try constant(Value(.number(mu)), first.place)
            vector = try .operation(.subtract, vector, .constant(centre))
        }
        let zero = ExactDecimal(0)
        let differs = try vector.comparing(.notEqual, .number(zero))
        let rows = try vector.leaving(differs)
        let positive = VectorExpression.logical(try rows.comparing(.greater, .number(zero)))
        let signs = try VectorExpression.factor(
            positive,
            [FactorLevel(.number(zero), label: "negative"), FactorLevel(.number(ExactDecimal(1)), label: "positive")]
        ).verified()
        let grouping = try Grouping(signs, label: "sign")
        let released = try release(
            JointStatistic(.ranks, [try VectorExpression.absolute(rows).verified()], by: [grouping.factor]),
            at: arguments.call)
        guard let ranks = RankSums(groups: grouping.levels, values: released.values) else { throw Self.malformed }
        let all = try completeCount(of: vector, at: arguments.call)
        return (ranks, all - ranks.counts.reduce(0, +))
    }

    /// The levels of a grouping that complete rows have, as a grouping of its own.
    func occurring(_ grouping: Grouping, at place: Expression) throws(Problem) -> [String] {
        let table = try crossTable([grouping], at: place)
        return table.levels[0].indices.filter { table.counts[$0] > 0 }.map { table.levels[0][$0] }
    }

    func pairwiseWilcoxTest(_ arguments: Arguments) throws(Problem) -> Value {
        let variables = try testVariables(arguments)
        let (exact, correct) = (try arguments.optionalFlag("exact"), try arguments.flag("correct", default: true))
        let (adjust, alternative) = (try arguments.adjustment(), try arguments.alternative())
        let levels = try occurring(variables.grouping, at: arguments.call)
        var pairs: [RankSums] = []
        for (index, second) in levels.enumerated().dropFirst() {
            for first in levels[..<index] {
                let either = try LogicalExpression.either(
                    try variables.grouping.condition(first), try variables.grouping.condition(second))
                let part = try variables.grouping.factor.leaving(either)
                let grouping = Grouping(pair: [first, second], of: part, label: variables.grouping.label)
                pairs.append(
                    try rankSums(
                        of: try variables.response.leaving(either), by: try grouping.narrowed(), at: arguments.call))
            }
        }
        return try arguments.finish {
            try PairwiseTests.wilcoxon(
                pairs, groups: levels, adjust: adjust, exact: exact, correct: correct, alternative: alternative,
                dataName: variables.dataName)
        }
    }

    func ksTest(_ arguments: Arguments) throws(Problem) -> Value {
        let first = try arguments.need("x")
        let (vector, factor, name): (VectorExpression, VectorExpression, String)
        if case .formula(let formula) = first.value {
            let variables = try variables(of: formula, arguments)
            let levels = try occurring(variables.grouping, at: arguments.call)
            guard levels.count == 2 else { throw twoLevels(levels.count, arguments) }
            let pair = Grouping(pair: levels, of: variables.grouping.factor, label: variables.grouping.label)
            (vector, factor, name) = (variables.response, try pair.narrowed().factor, variables.dataName)
        } else {
            let second = try arguments.need("y")
            guard case .vector(let x) = first.value, case .vector(let y) = second.value else {
                throw arguments.unfit(first, "private numbers or a formula")
            }
            vector = try .combining([x, y])
            factor = try VectorExpression.origin([x, y]).verified()
            name = "\(first.place.deparsed) and \(second.place.deparsed)"
        }
        let released = try release(JointStatistic(.distance, [vector], by: [factor]), at: arguments.call)
        guard released.values.count == 4 else { throw Self.malformed }
        let values = released.values.map { Int($0) }
        return try arguments.finish {
            try KolmogorovSmirnovTest.twoSample(
                largestDifference: max(values[2], values[3]), count1: values[0], count2: values[1], dataName: name)
        }
    }
}

extension Grouping {
    /// Two levels of a factor or of a condition.
    init(pair levels: [String], of factor: VectorExpression, label: String) {
        self.init(label: label, factor: factor, levels: levels, dropsEmpty: false)
    }

    private init(label: String, factor: VectorExpression, levels: [String], dropsEmpty: Bool) {
        self.label = label
        self.factor = factor
        self.levels = levels
        self.dropsEmpty = dropsEmpty
    }

    /// The same groups by a factor that has no other levels.
    func narrowed() throws(Problem) -> Grouping {
        let isFactor = try factor.type().levels != nil
        let wanted = levels.map { level in
            FactorLevel(isFactor ? .label(level) : .number(ExactDecimal(level == "TRUE" ? 1 : 0)), label: level)
        }
        return Grouping(
            label: label, factor: try VectorExpression.factor(factor, wanted).verified(), levels: levels,
            dropsEmpty: false)
    }
}
