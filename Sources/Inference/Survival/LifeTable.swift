/// The actuarial life table: survival by intervals, rows censored in an interval counting half.
///
/// Source: Cutler and Ederer (1958); variance of Greenwood (1926).
public struct LifeTable: Sendable, Equatable {
    /// One interval.
    public struct Row: Sendable, Equatable {
        /// Where the interval starts.
        public var start: Double
        /// How many enter it.
        public var entering: Int
        /// How many are censored in it; nil where the number is not released.
        public var withdrawn: Int?
        /// Those entering less half of those withdrawn.
        public var exposed: Double
        /// Events in it.
        public var events: Int
        /// Events over exposed; 0 where nobody is exposed.
        public var q: Double
        /// S at the end of the interval.
        public var survival: Double
        /// Its standard error.
        public var standardError: Double
    }

    /// The intervals; the last is open.
    public var rows: [Row]

    /// Intervals of one width from 0, for all groups together.
    public init(_ table: LifetimeTable, width: Double, intervals: Int) throws(ModelError) {
        guard table.isWellFormed, width > 0, intervals > 0 else { throw .malformed("intervals of the life table") }
        guard let group = table.pooled.groups.first else { throw .noObservations }
        var (events, withdrawn) = ([Int](repeating: 0, count: intervals), [Int](repeating: 0, count: intervals))
        for (index, time) in table.times.enumerated() {
            let interval = Int(min(max(0, (time / width).rounded(.down)), Double(intervals - 1)))
            events[interval] += group.events[index]
            withdrawn[interval] += group.censored[index]
        }
        var (left, survival, greenwood) = (group.count, 1.0, 0.0)
        rows = (0..<intervals).map { index in
            let exposed = Double(left) - Double(withdrawn[index]) / 2
            let q = exposed > 0 ? Double(events[index]) / exposed : 0
            survival *= 1 - q
            if exposed > 0, q < 1 { greenwood += q / (exposed * (1 - q)) }
            defer { left -= events[index] + withdrawn[index] }
            return Row(
                start: Double(index) * width, entering: left, withdrawn: withdrawn[index], exposed: exposed,
                events: events[index], q: q, survival: survival, standardError: survival * greenwood.squareRoot())
        }
    }

    /// The steps of a curve as intervals, from the first to the last.
    ///
    /// Where the number of rows behind the last step is not released, its exposed rows and S are NaN.
    public init(_ curve: SurvivalCurve, start: Double) {
        var (survival, greenwood, end) = (1.0, 0.0, start)
        rows = curve.times.indices.map { index in
            let (entering, events) = (curve.atRisk[index], curve.events[index])
            let exposed = curve.censored[index].map { Double(entering) - Double($0) / 2 } ?? .nan
            let q = Double(events) / exposed
            survival *= 1 - q
            if q < 1 { greenwood += q / (exposed * (1 - q)) }
            defer { end = curve.times[index] }
            return Row(
                start: end, entering: entering, withdrawn: curve.censored[index], exposed: exposed, events: events,
                q: q,
                survival: survival, standardError: survival * greenwood.squareRoot())
        }
    }

    /// The columns as a data frame.
    public var object: RObject {
        .list(
            [
                ("start", .numbers(rows.map(\.start))), ("entering", .integers(rows.map(\.entering))),
                ("withdrawn", .counts(rows.map(\.withdrawn))), ("exposed", .numbers(rows.map(\.exposed))),
                ("events", .integers(rows.map(\.events))), ("q", .numbers(rows.map(\.q))),
                ("surv", .numbers(rows.map(\.survival))), ("se_surv", .numbers(rows.map(\.standardError))),
            ], kind: "data.frame")
    }
}
