extension LifetimeTable {
    /// Whether columns have the length of the times, no count is negative, and times ascend.
    public var isWellFormed: Bool {
        zip(times, times.dropFirst()).allSatisfy(<)
            && groups.allSatisfy { group in
                group.events.count == times.count && group.censored.count == times.count
                    && (group.events + group.censored).allSatisfy { $0 >= 0 } && group.stratum >= 0
            }
    }

    /// Events and censored rows exchanged in all groups: the input of reverse Kaplan-Meier.
    ///
    /// Source: Schemper and Smith (1996); `survfit(Surv(time, 1 - event) ~ g)`, whose median is the median follow-up.
    public var reversed: LifetimeTable {
        LifetimeTable(
            times: times,
            groups: groups.map {
                Group(label: $0.label, stratum: $0.stratum, events: $0.censored, censored: $0.events)
            })
    }

    /// All groups together, as one group without a label.
    public var pooled: LifetimeTable {
        let events = times.indices.map { time in groups.reduce(0) { $0 + $1.events[time] } }
        let censored = times.indices.map { time in groups.reduce(0) { $0 + $1.censored[time] } }
        return LifetimeTable(times: times, groups: [Group(label: "", events: events, censored: censored)])
    }

    /// Groups that differ in their stratum only, put together.
    public var withoutStrata: LifetimeTable {
        var merged: [Group] = []
        for group in groups {
            if let place = merged.firstIndex(where: { $0.label == group.label }) {
                merged[place].events = zip(merged[place].events, group.events).map(+)
                merged[place].censored = zip(merged[place].censored, group.censored).map(+)
            } else {
                merged.append(
                    Group(label: group.label, events: group.events, censored: group.censored))
            }
        }
        return LifetimeTable(times: times, groups: merged)
    }
}

extension LifetimeTable.Group {
    /// The number of rows.
    public var count: Int { events.reduce(0, +) + censored.reduce(0, +) }

    /// How many are at risk just before each time: all whose own time is not smaller.
    public var atRisk: [Int] {
        var left = count
        return zip(events, censored).map { event, censored in
            defer { left -= event + censored }
            return left
        }
    }
}
