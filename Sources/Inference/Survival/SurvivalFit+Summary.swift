extension SurvivalFit {
    /// The curves at the times of events, at all times, or at given ones: R's `summary.survfit`.
    ///
    /// - Parameters:
    ///   - times: The times asked for; nil for those of the curves.
    ///   - extend: Whether times after the last of a curve get its last value; without it they are left out.
    ///   - censored: Whether times at which rows were only censored belong to a summary without given times.
    ///   - mean: The horizon of the restricted mean in component `table`.
    public func summary(
        times: [Double]? = nil, extend: Bool = false, censored: Bool = false, mean: MeanHorizon = .common
    ) throws(ModelError) -> RObject {
        var points: [[SurvivalCurve.Point]] = []
        for curve in curves {
            points.append(curve.points(times: times, extend: extend, censored: censored))
            if times != nil, points.last?.isEmpty == true { throw .noTimesSelected }
        }
        let all = points.flatMap(\.self)
        var components: [(String, RObject)] = [
            ("n", .integers(curves.map(\.count))), ("time", .numbers(all.map(\.time))),
            ("n.risk", .integers(all.map(\.atRisk))), ("n.event", .integers(all.map(\.events))),
            ("n.censor", .counts(all.map(\.censored))), ("surv", .numbers(all.map(\.survival))),
            ("std.err", .numbers(all.map(\.error))), ("cumhaz", .numbers(all.map(\.cumulativeHazard))),
            ("std.chaz", .numbers(all.map(\.hazardError))),
        ]
        if isGrouped {
            let labels = zip(curves, points).flatMap { curve, points in points.map { _ in curve.label } }
            components.append(("strata", .texts(labels)))
            // The levels of R's factor, which names a curve even where it has no row.
            components.append(("levels", .texts(curves.map(\.label))))
        }
        components += [
            ("type", .text("right")), ("logse", .logical(true)), ("conf.int", .number(options.level)),
            ("conf.type", .text(options.confidenceType.rawValue)),
        ]
        if options.confidenceType != .none {
            components.append(("lower", .optionals(all.map(\.lower))))
            components.append(("upper", .optionals(all.map(\.upper))))
        }
        components.append(("table", table(mean: mean)))
        components.append(("rmean.endtime", .numbers(curves.map { mean.end(of: $0, in: self) ?? .nan })))
        components.append(("censored", .logical(censored || times != nil)))
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "summary.survfit")
    }
}

extension SurvivalCurve {
    fileprivate func points(times requested: [Double]?, extend: Bool, censored: Bool) -> [Point] {
        guard let requested else {
            return times.indices.filter { censored || events[$0] > 0 }.map { point($0) }
        }
        let sorted = requested.filter { !$0.isNaN }.sorted()
        // Where rows are left nothing is known beyond the end.
        return points(at: extend && left == 0 ? sorted : sorted.filter { $0 <= largestTime })
    }
}
