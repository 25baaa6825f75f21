/// Cumulative incidence with competing risks: the estimate of Aalen and Johansen.
///
/// Source: Aalen and Johansen (1978); `survfit(Surv(time, factor) ~ 1)` of R's survival, whose standard errors are those
/// of the infinitesimal jackknife. Releases: at each time the events of each cause and the censored rows.
public struct CumulativeIncidence: Sendable, Equatable {
    /// The label of the group; empty where there is one only.
    public let label: String
    /// The names of the states: `(s0)`, then the causes.
    public let states: [String]
    /// The distinct times of the group.
    public private(set) var times: [Double] = []
    /// How many were at risk just before each time.
    public private(set) var atRisk: [Int] = []
    /// Events at each time, one number a cause.
    public private(set) var events: [[Int]] = []
    /// Censored at each time.
    public private(set) var censored: [Int] = []
    /// The probability of each state just after each time, free of events first.
    public private(set) var probabilities: [[Double]] = []
    /// Their standard errors.
    public private(set) var standardErrors: [[Double]] = []
    /// Their limits; nil is `NA`.
    public private(set) var lower: [[Double?]] = []
    /// See `lower`.
    public private(set) var upper: [[Double?]] = []

    /// Estimates one group.
    ///
    /// - Parameters:
    ///   - causes: The name of each cause with its table of one group: its own events, and as censored whoever else left
    ///     at a time, by another cause or by censoring. All tables have the same times and the same rows at each.
    ///   - label: The label of the group.
    ///   - options: The confidence type and level.
    public init(
        _ causes: [(name: String, table: LifetimeTable)], label: String = "",
        options: SurvivalOptions = SurvivalOptions()
    ) throws(ModelError) {
        guard let first = causes.first?.table, options.level > 0, options.level < 1 else { throw .noObservations }
        let groups = causes.compactMap { $0.table.isWellFormed ? $0.table.groups.first : nil }
        guard groups.count == causes.count, causes.allSatisfy({ $0.table.times == first.times }) else {
            throw .malformed("tables of the causes")
        }
        let leaving = groups.map { zip($0.events, $0.censored).map(+) }
        let total = first.times.indices.map { time in groups.reduce(0) { $0 + $1.events[time] } }
        guard leaving.allSatisfy({ $0 == leaving[0] }), zip(total, leaving[0]).allSatisfy({ $0 <= $1 }) else {
            throw .malformed("rows leaving by cause")
        }
        guard groups[0].count > 0 else { throw .noObservations }
        self.label = label
        states = ["(s0)"] + causes.map(\.name)
        let risk = groups[0].atRisk
        var influence = StateInfluence(causes: causes.count, rows: groups[0].count)
        let z = options.normalQuantile
        for time in first.times.indices where leaving[0][time] > 0 {
            let counts = groups.map { $0.events[time] }
            let lost = leaving[0][time] - total[time]
            influence.advance(events: counts, censored: lost, atRisk: risk[time])
            times.append(first.times[time])
            atRisk.append(risk[time])
            events.append(counts)
            censored.append(lost)
            probabilities.append(influence.probabilities)
            let errors = influence.standardErrors
            standardErrors.append(errors)
            let bounds = zip(influence.probabilities, errors).map {
                options.confidenceType.bounds(probability: $0, error: $1, z: z)
            }
            lower.append(bounds.map(\.lower))
            upper.append(bounds.map(\.upper))
        }
    }
}
