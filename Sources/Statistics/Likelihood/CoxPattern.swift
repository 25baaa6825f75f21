/// What is public about sorted rows: where each stratum ends and where the events are, and not the times.
public struct CoxPattern: Sendable, Equatable {
    /// A time at which there are events in a stratum.
    public struct EventTime: Sendable, Equatable {
        /// The stratum, counted from 0.
        public var stratum: Int
        /// The position of the first event; all rows from it to the end of the stratum are at risk.
        public var first: Int
        /// The number of events, which are next to each other.
        public var events: Int
        /// The position behind the stratum.
        public var end: Int

        /// The number of rows at risk.
        public var atRisk: Int { end - first }
    }

    /// The number of rows of each stratum.
    public let sizes: [Int]
    /// The distinct event times, stratum by stratum, ascending.
    public let eventTimes: [EventTime]

    /// The number of rows that count.
    public var count: Int { sizes.reduce(0, +) }
    /// The number of events.
    public var events: Int { eventTimes.reduce(0) { $0 + $1.events } }

    /// 1 - S(t-) at each event time less its mean over the events, S the Kaplan-Meier estimate of all rows (R: `cox.zph(fit,
    /// transform = "km")`); nil where there are several strata, whose times the pattern does not compare.
    public var survivalWeights: [Double]? {
        guard sizes.count == 1 else { return nil }
        var survival = 1.0
        let raw = eventTimes.map { time -> Double in
            defer { survival *= Double(time.atRisk - time.events) / Double(time.atRisk) }
            return 1 - survival
        }
        let total = zip(raw, eventTimes).reduce(0) { $0 + $1.0 * Double($1.1.events) }
        return raw.map { $0 - total / Double(events) }
    }

    /// More rows have no room in the sums.
    static var mostRows: Int { 1 << 20 }

    /// No rows.
    init(strata: Int) {
        sizes = Array(repeating: 0, count: strata)
        eventTimes = []
    }

    /// Reads what ``CoxRows/sorted(in:open:)`` has opened.
    init(opened: [Int64], strata: Int, rows: Int) throws(LikelihoodProblem) {
        guard opened.count == strata + rows, opened[..<strata].allSatisfy({ 0...Int64(rows) ~= $0 }) else {
            throw .notAPattern
        }
        sizes = opened[..<strata].map { Int($0) }
        let codes = Array(opened[strata...])
        guard sizes.reduce(0, +) <= rows else { throw .notAPattern }
        var times: [EventTime] = []
        var start = 0
        for (stratum, size) in sizes.enumerated() {
            let end = start + size
            for position in start..<end {
                switch codes[position] {
                case 0: continue
                case 3: times.append(EventTime(stratum: stratum, first: position, events: 1, end: end))
                case 1:
                    guard let last = times.last, last.stratum == stratum, last.first + last.events == position else {
                        throw .notAPattern
                    }
                    times[times.count - 1].events += 1
                default: throw .notAPattern
                }
            }
            start = end
        }
        eventTimes = times
    }
}
