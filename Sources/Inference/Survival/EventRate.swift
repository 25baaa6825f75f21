/// Events over person time with the exact Poisson interval: R's `poisson.test(events, time)`.
public struct EventRate: Sendable, Equatable {
    /// The number of events.
    public let events: Int
    /// The sum of all times, of events and censored rows.
    public let personTime: Double
    /// Events over person time.
    public let rate: Double
    /// The exact limits (Garwood 1936), from quantiles of the chi-squared distribution.
    public let interval: (lower: Double, upper: Double)
    /// The level of the limits.
    public let level: Double

    /// From counts.
    public init(events: Int, personTime: Double, level: Double = 0.95) {
        self.events = events
        self.personTime = personTime
        self.level = level
        rate = Double(events) / personTime
        let tail = (1 - level) / 2
        let lower = events == 0 ? 0 : Distribution.qchisq(tail, df: 2 * Double(events)) / 2
        let upper = Distribution.qchisq(tail, df: 2 * Double(events) + 2, lowerTail: false) / 2
        interval = (lower / personTime, upper / personTime)
    }

    /// From one group of a lifetime table.
    public init(_ table: LifetimeTable, group: LifetimeTable.Group, level: Double = 0.95) {
        let rows = zip(group.events, group.censored).map(+)
        let total = zip(table.times, rows).reduce(0) { $0 + $1.0 * Double($1.1) }
        self.init(events: group.events.reduce(0, +), personTime: total, level: level)
    }

    /// The list with events, person time, rate and limits.
    public var object: RObject {
        .list([
            ("events", .integers([events])), ("person_time", .number(personTime)), ("rate", .number(rate)),
            ("conf.int", .numbers([interval.lower, interval.upper])), ("conf.level", .number(level)),
        ])
    }

    /// Equal where events, time and level are.
    public static func == (left: EventRate, right: EventRate) -> Bool {
        left.events == right.events && left.personTime == right.personTime && left.level == right.level
    }
}
