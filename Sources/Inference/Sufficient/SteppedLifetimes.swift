/// Survival on a public grid in steps of enough events, by group.
public struct SteppedLifetimes: Sendable, Equatable {
    /// A step of a curve: a time up to which events are counted since the step before.
    public struct Step: Sendable, Equatable {
        /// Its end.
        public var end: Double
        /// Events in it, at its end included.
        public var events: Int
        /// Rows at risk at its beginning.
        public var atRisk: Int
    }

    /// One group of rows.
    public struct Group: Sendable, Equatable {
        /// Its label; empty where there is one group only.
        public var label: String
        /// Its rows; nil where they are too few to be shown.
        public var count: Int?
        /// The steps, ascending.
        public var steps: [Step]
        /// The rows at risk behind the last step; nil where they are too few to be shown.
        public var left: Int?
    }

    /// The groups.
    public var groups: [Group]

    /// Takes what was released: for each group its rows, for each tick that ends a step one more than the events so
    /// far and then the rows still at risk, 0 for other ticks; -1 for what is too small.
    ///
    /// - Returns: nil where the values are not those of so many groups and ticks.
    public init?(values: [Int64], ticks: [Double], groups labels: [String]) {
        let width = 1 + 2 * ticks.count
        guard values.count == width * labels.count else { return nil }
        var groups: [Group] = []
        for (index, label) in labels.enumerated() {
            let part = values[index * width..<(index + 1) * width].map { Int($0) }
            func shown(_ rows: Int) -> Int? { rows < 0 ? nil : rows }
            var group = Group(label: label, count: shown(part[0]), steps: [], left: shown(part[0]))
            var before = 0
            for (k, tick) in ticks.enumerated() where part[1 + k] > 0 {
                guard let atRisk = group.left, part[1 + k] > before else { return nil }
                group.steps.append(Step(end: tick, events: part[1 + k] - 1 - before, atRisk: atRisk))
                (before, group.left) = (part[1 + k] - 1, shown(part[1 + ticks.count + k]))
            }
            groups.append(group)
        }
        self.groups = groups
    }

    /// Takes the groups.
    public init(groups: [Group]) { self.groups = groups }
}
