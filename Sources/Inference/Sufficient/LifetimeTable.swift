/// At each distinct time, ascending, how many had the event and how many were censored, by group and stratum.
public struct LifetimeTable: Sendable, Equatable {
    /// One group of rows.
    public struct Group: Sendable, Equatable {
        /// Its label, as `sex=1`; empty where there is one group only.
        public var label: String
        /// Which stratum it lies in, counted from 0.
        public var stratum: Int
        /// Events at each time.
        public var events: [Int]
        /// Censored rows at each time.
        public var censored: [Int]

        /// Takes all parts.
        public init(label: String, stratum: Int = 0, events: [Int], censored: [Int]) {
            self.label = label
            self.stratum = stratum
            self.events = events
            self.censored = censored
        }
    }

    /// The distinct times of all groups together, ascending; a group may have nobody at some.
    public var times: [Double]
    /// The groups.
    public var groups: [Group]

    /// Takes all parts.
    public init(times: [Double], groups: [Group]) {
        self.times = times
        self.groups = groups
    }
}
