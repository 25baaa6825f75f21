import Inference
import Language
import Study
import Wire

/// Time, event and groups of a survival formula.
struct SurvivalVariables {
    let time: VectorExpression
    let event: VectorExpression
    /// The factors whose combinations are the groups.
    let groups: [Grouping]
    /// The factors whose combinations are the strata.
    let strata: [Grouping]
    /// R's text of the formula.
    let text: String
}

extension Interpreter {
    /// `Surv(time, event)` of a formula's left side.
    func survival(
        _ left: Expression?, _ frame: Frame, _ formula: Formula
    ) throws(Problem) -> (time: VectorExpression, event: VectorExpression) {
        guard let left, case .call(let callee, let arguments) = left.form, callee.form == .name("Surv"),
            arguments.count == 2, let time = arguments[0].value, let event = arguments[1].value
        else {
            throw Problem(
                "bad-formula", "the left side of the formula is no Surv(time, event)",
                at: formula.expression.range.place, mend: "write it as in Surv(time, event) ~ group")
        }
        return (try privateVector(time, frame), try self.event(event, frame))
    }

    /// An event as 0 and 1: a condition, a number within 0 and 1, or R's 1 and 2.
    private func event(_ expression: Expression, _ frame: Frame) throws(Problem) -> VectorExpression {
        let vector = try privateVector(expression, frame)
        let type = try vector.type()
        // A factor with the levels 0 and 1, or 1 and 2, is read as R reads the numbers.
        if let levels = type.levels, levels.count == 2, let last = levels.max(),
            ["0 1", "1 2"].contains(levels.sorted().joined(separator: " "))
        {
            return .logical(try vector.comparing(.equal, .label(last)))
        }
        guard let bounds = type.number, bounds.decimals == 0 else {
            throw Problem(
                "not-an-event", "\(expression.deparsed) is no event: it is neither a condition nor 0 and 1",
                at: expression.range.place, mend: "write a condition, as in Surv(time, status == 2)")
        }
        if bounds.minimum >= 0, bounds.maximum <= 1 { return vector }
        if bounds.minimum >= 1, bounds.maximum <= 2 {
            return try .operation(.subtract, vector, .constant(ExactDecimal(1)))
        }
        throw Problem(
            "not-an-event", "\(expression.deparsed) can have other values than 0 and 1",
            at: expression.range.place, mend: "write a condition, as in Surv(time, status == 2)")
    }

    /// The parts of `Surv(time, event) ~ g1 + g2 + strata(s)`.
    func survivalVariables(_ bound: Arguments.Bound, _ arguments: Arguments) throws(Problem) -> SurvivalVariables {
        guard case .formula(let formula) = bound.value else { throw arguments.unfit(bound, "a formula") }
        let frame = try frame(of: formula, arguments)
        let (time, event) = try survival(formula.left, frame, formula)
        let terms = try ModelTerms(formula.right)
        var (groups, strata): ([Grouping], [Grouping]) = ([], [])
        for term in terms.terms {
            for piece in term { groups.append(try Grouping(try privateVector(piece, frame), label: piece.deparsed)) }
        }
        for piece in terms.strata {
            strata.append(try Grouping(try privateVector(piece, frame), label: piece.deparsed))
        }
        return SurvivalVariables(
            time: time, event: event, groups: groups, strata: strata, text: formula.expression.deparsed)
    }

    /// Events and censored rows at each distinct time, by group and stratum; combinations without rows are left out.
    func lifetimes(_ variables: SurvivalVariables, at place: Expression) throws(Problem) -> LifetimeTable {
        guard study.policy.exactCurves else {
            throw DisclosureRule.exactCurve.refusal(under: study.policy, at: place.range.place)
        }
        let factors = variables.groups + variables.strata
        let released = try release(
            JointStatistic(.lifetimes, [variables.time, variables.event], by: factors.map(\.factor)), at: place)
        guard let bounds = try variables.time.type().number, let limits = bounds.limits else { throw Self.malformed }
        let labels = Self.labels(variables.groups)
        let strata = max(1, variables.strata.reduce(1) { $0 * $1.levels.count })
        let cells = (0..<strata).flatMap { stratum in labels.map { (label: $0, stratum: stratum) } }
        guard
            var table = LifetimeTable(
                values: released.values, minimum: limits.lowerBound, decimals: bounds.decimals, groups: cells)
        else { throw Self.malformed }
        table.groups.removeAll { $0.count == 0 }
        // Groups come in R's order: the last factor varies fastest.
        let order = Self.orderAsR(variables.groups)
        table.groups.sort { ($0.stratum, order[$0.label] ?? 0) < ($1.stratum, order[$1.label] ?? 0) }
        return table
    }

    /// The labels of combinations as R writes them, `sex=1, ph_ecog=0`, the first factor fastest.
    static func labels(_ groups: [Grouping]) -> [String] {
        groups.reduce([""]) { labels, grouping in
            grouping.levels.flatMap { level in
                labels.map { ($0.isEmpty ? "" : $0 + ", ") + "\(grouping.label)=\(level)" }
            }
        }
    }

    /// The place of each label in R's order, the last factor fastest.
    static func orderAsR(_ groups: [Grouping]) -> [String: Int] {
        var labels = [""]
        for grouping in groups {
            labels = labels.flatMap { label in
                grouping.levels.map { (label.isEmpty ? "" : label + ", ") + "\(grouping.label)=\($0)" }
            }
        }
        return Dictionary(zip(labels, 0...)) { first, _ in first }
    }
}
