import Foundation

/// The function of time in a test of proportional hazards: argument `transform` of R's `cox.zph`.
public enum TimeTransform: String, Sendable, Equatable, CaseIterable {
    /// 1 - S(t-), S the Kaplan-Meier estimate of all rows; R's default.
    case km
    /// The mid-rank of the time among all rows, censored ones too.
    case rank
    /// Time itself.
    case identity
    /// The logarithm of time.
    case log

    /// g at each time of a table that has events, with mean 0 over the events; nil where there are none.
    public func values(_ table: LifetimeTable) -> [Double?] {
        guard let group = table.pooled.groups.first else { return [] }
        let events = group.events
        let total = Double(events.reduce(0, +))
        var (survival, before): (Double, Double) = (1, 0)
        let raw: [Double?] = table.times.indices.map { index in
            let (n, d) = (Double(group.atRisk[index]), Double(events[index]))
            let rows = d + Double(group.censored[index])
            defer { (survival, before) = (survival * (d > 0 ? (n - d) / n : 1), before + rows) }
            guard d > 0 else { return nil }
            return switch self {
            case .km: 1 - survival
            case .rank: before + (rows + 1) / 2
            case .identity: table.times[index]
            case .log: Foundation.log(table.times[index])
            }
        }
        let mean = zip(raw, events).reduce(0) { $0 + ($1.0 ?? 0) * Double($1.1) } / total
        return raw.map { $0.map { $0 - mean } }
    }
}
