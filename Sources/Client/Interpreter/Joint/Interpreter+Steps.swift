import Inference
import Language
import Study
import Wire

/// Survival where the policy shows no event at its exact time.
extension Interpreter {
    /// Events and numbers at risk in steps of the time's grid, by group; combinations without rows are left out.
    ///
    /// - Parameter reversed: whether steps count censored rows, for the curve of follow-up.
    func steppedLifetimes(
        _ variables: SurvivalVariables, reversed: Bool = false, at place: Expression
    ) throws(Problem) -> SteppedLifetimes {
        let event =
            reversed
            ? try VectorExpression.operation(.subtract, .constant(ExactDecimal(1)), variables.event) : variables.event
        let statistic = JointStatistic(
            .mergedLifetimes, [variables.time, event], by: variables.groups.map(\.factor))
        let released = try release(statistic, at: place)
        guard let grid = statistic.timeGrid,
            var table = SteppedLifetimes(
                values: released.values, ticks: grid.times, groups: Self.labels(variables.groups))
        else { throw Self.malformed }
        table.groups.removeAll { $0.count == 0 }
        let order = Self.orderAsR(variables.groups)
        table.groups.sort { (order[$0.label] ?? 0) < (order[$1.label] ?? 0) }
        let (policy, hidden) = (study.policy, table.groups.filter { $0.count == nil }.map(\.label))
        guard hidden.count < table.groups.count || table.groups.isEmpty else {
            throw DisclosureRule.minimumGroup.refusal(under: policy, at: place.range.place)
        }
        if !hidden.isEmpty {
            note("the policy \(policy.name) shows no curve of so few rows: \(hidden.joined(separator: ", "))")
        }
        let width = RFormat.texts([Double(grid.width) / grid.unit])[0]
        let counted = reversed ? "censored rows" : "events"
        note(
            "the policy \(policy.name) counts \(counted) in steps of at least \(policy.minimumGroup), on a grid of "
                + "\(width); a step stands at its end, and a curve ends with its last whole step")
        return table
    }

    /// The comparison of groups within strata from sums of the nodes.
    func logRank(
        _ variables: SurvivalVariables, _ weight: RankTestWeight, at place: Expression
    ) throws(Problem) -> (groups: [String], sums: LogRankSums, strata: [Int]) {
        guard weight.isPortable else {
            throw Problem(
                "unsupported-argument",
                "under the policy \(study.policy.name) rho is a multiple of one half, from 0 to 8",
                at: place.range.place, mend: "write rho = 0 or rho = 1")
        }
        var options: [JointStatistic.Option] = []
        switch weight {
        case .rho(let exponent) where exponent > 0:
            options.append(.init(.rho, .number(ExactDecimal(significand: Int128(10 * exponent), decimals: 1))))
        case .rho: break
        case .gehanBreslow: options.append(.init(.weights, .text("gehan")))
        case .taroneWare: options.append(.init(.weights, .text("tarone")))
        }
        if !variables.strata.isEmpty { options.append(.init(.strata, .number(ExactDecimal(variables.strata.count)))) }
        let statistic = JointStatistic(
            .logRank, [variables.time, variables.event],
            by: (variables.groups + variables.strata).map(\.factor), options)
        let released = try release(statistic, at: place)
        let (labels, sizes) = (Self.labels(variables.groups), released.publicNumbers.dropLast().map { Int($0) })
        guard let events = released.publicNumbers.last,
            let sums = LogRankScales(sizes: sizes, events: Int(events), weight: weight).sums(
                released.values, groups: labels.count)
        else { throw Self.malformed }
        let order = Self.orderAsR(variables.groups)
        let places = labels.indices.sorted { (order[labels[$0]] ?? 0) < (order[labels[$1]] ?? 0) }
        return (places.map { labels[$0] }, sums.ordered(places), sizes.filter { $0 > 0 })
    }

    /// Events and time at risk without a curve: counts and sums of the times of those with and without the event.
    func eventTotals(
        _ times: VectorExpression, _ events: VectorExpression, at place: Expression
    ) throws(Problem) -> (events: Int, personTime: Double) {
        let cells = try moments(of: times, by: [try Grouping(events, label: "event")], order: 1, at: place)
        let sums = cells.map { Double($0.moments.count) * $0.moments.mean }
        let died = cells.filter { ["TRUE", "1"].contains($0.label) }
        return (died.reduce(0) { $0 + $1.moments.count }, sums.reduce(0, +))
    }
}
