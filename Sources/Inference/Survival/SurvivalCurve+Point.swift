extension SurvivalCurve {
    /// What a summary says about one time.
    struct Point: Equatable {
        var time: Double
        var atRisk: Int
        var events: Int
        var censored: Int?
        var survival: Double
        /// The standard error of S; NaN where S is 0.
        var error: Double
        var cumulativeHazard: Double
        var hazardError: Double
        var lower: Double?
        var upper: Double?
    }

    /// The curve at one of its own times.
    func point(_ index: Int) -> Point {
        Point(
            time: times[index], atRisk: atRisk[index], events: events[index], censored: censored[index],
            survival: survival[index], error: survival[index] * standardError[index],
            cumulativeHazard: cumulativeHazard[index], hazardError: hazardError[index], lower: lower[index],
            upper: upper[index])
    }

    /// The curve at given ascending times; events and censored rows are counted since the time before.
    func points(at requested: [Double]) -> [Point] {
        var counted = 0
        return requested.map { time in
            let last = index(at: time)
            let end = last.map { $0 + 1 } ?? 0
            // At risk at a time between two are those of the next; nobody after the last.
            let here = last.map { times[$0] == time } ?? false
            let risk = here ? end - 1 : end
            var point = last.map { self.point($0) } ?? .start
            point.time = time
            point.atRisk = risk < atRisk.count ? atRisk[risk] : 0
            point.events = events[counted..<end].reduce(0, +)
            point.censored = censored[counted..<end].reduce(0) { sum, rows in
                sum.flatMap { sum in rows.map { sum + $0 } }
            }
            counted = end
            return point
        }
    }
}

extension SurvivalCurve.Point {
    /// Before the first time.
    fileprivate static let start = SurvivalCurve.Point(
        time: 0, atRisk: 0, events: 0, censored: 0, survival: 1, error: 0, cumulativeHazard: 0, hazardError: 0,
        lower: 1, upper: 1)
}
