extension SurvivalFit {
    /// The list with R's component names, of kind `survfit`.
    public var object: RObject {
        var components: [(String, RObject)] = [("n", .integers(curves.map(\.count)))]
        components += Self.columns(curves)
        if isGrouped { components.append(("strata", .integers(curves.map(\.times.count), names: curves.map(\.label)))) }
        components += [("type", .text("right")), ("logse", .logical(true))]
        components += [
            ("conf.int", .number(options.level)), ("conf.type", .text(options.confidenceType.rawValue)),
        ]
        if options.confidenceType != .none {
            components.append(("lower", RObject(.numbers(curves.flatMap(\.lower)))))
            components.append(("upper", RObject(.numbers(curves.flatMap(\.upper)))))
        }
        components.append(("stype", .integers([options.estimator.rawValue])))
        components.append(("ctype", .integers([options.hazard.rawValue])))
        // Not in R: of curves in steps the rows at risk behind the last one.
        if curves.contains(where: \.isStepped) { components.append(("n.left", .counts(curves.map(\.left)))) }
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "survfit")
    }

    /// The columns of all curves, one below the other.
    private static func columns(_ curves: [SurvivalCurve]) -> [(String, RObject)] {
        [
            ("time", .numbers(curves.flatMap(\.times))), ("n.risk", .integers(curves.flatMap(\.atRisk))),
            ("n.event", .integers(curves.flatMap(\.events))), ("n.censor", .counts(curves.flatMap(\.censored))),
            ("surv", .numbers(curves.flatMap(\.survival))), ("std.err", .numbers(curves.flatMap(\.standardError))),
            ("cumhaz", .numbers(curves.flatMap(\.cumulativeHazard))),
            ("std.chaz", .numbers(curves.flatMap(\.hazardError))),
        ]
    }

    /// The curves of an object of kind `survfit`, as `object` makes it.
    public init(_ object: RObject) throws(ModelError) {
        guard object.kind == "survfit", let type = object["conf.type"]?.texts.first,
            let confidence = ConfidenceType(rawValue: type), let level = object["conf.int"]?.doubles.first,
            let stype = object["stype"]?.doubles.first, let ctype = object["ctype"]?.doubles.first,
            let estimator = SurvivalOptions.Estimator(rawValue: Int(stype)),
            let hazard = SurvivalOptions.Hazard(rawValue: Int(ctype)), let time = object["time"]?.doubles
        else { throw .wrongObject("survfit") }
        options = SurvivalOptions(estimator: estimator, hazard: hazard, confidenceType: confidence, level: level)
        call = object["call"]?.texts.first ?? ""
        isGrouped = object["strata"] != nil
        let lengths = object["strata"]?.doubles.map { Int($0) } ?? [time.count]
        let labels = object["strata"]?.names ?? [""]
        let (counts, left) = (object["n"]?.doubles ?? [], object["n.left"].map(\.optionalNumbers))
        guard labels.count == lengths.count, lengths.reduce(0, +) == time.count,
            lengths.allSatisfy({ $0 > 0 || left != nil }), counts.count == lengths.count,
            counts.allSatisfy({ Int(exactly: $0) != nil }), left.map({ $0.count == lengths.count }) ?? true
        else { throw .wrongObject("survfit") }
        var (first, found): (Int, [SurvivalCurve]) = (0, [])
        for (index, (label, length)) in zip(labels, lengths).enumerated() {
            guard
                var curve = SurvivalCurve(
                    object, label: label, count: Int(counts[index]), rows: first..<(first + length))
            else { throw .wrongObject("survfit") }
            if let left {
                curve.isStepped = true
                curve.left = left[index].flatMap { Int(exactly: $0) }
            }
            found.append(curve)
            first += length
        }
        curves = found
    }
}

extension SurvivalCurve {
    /// One curve of an object of kind `survfit`.
    fileprivate init?(_ object: RObject, label: String, count: Int, rows: Range<Int>) {
        func column(_ name: String) -> [Double]? {
            guard let values = object[name]?.doubles, values.count >= rows.upperBound else { return nil }
            return Array(values[rows])
        }
        func bound(_ name: String) -> [Double?] {
            guard case .numbers(let values) = object[name]?.content, values.count >= rows.upperBound else {
                return rows.map { _ in nil }
            }
            return Array(values[rows])
        }
        guard let times = column("time"), let atRisk = column("n.risk"), let events = column("n.event"),
            let survival = column("surv"), let standardError = column("std.err"),
            let cumulativeHazard = column("cumhaz"), let hazardError = column("std.chaz"),
            (atRisk + events).allSatisfy({ Int(exactly: $0) != nil })
        else { return nil }
        self.label = label
        self.times = times
        self.atRisk = atRisk.map { Int($0) }
        self.events = events.map { Int($0) }
        self.count = count
        censored = bound("n.censor").map { $0.flatMap { Int(exactly: $0) } }
        self.survival = survival
        self.standardError = standardError
        self.cumulativeHazard = cumulativeHazard
        self.hazardError = hazardError
        (lower, upper) = (bound("lower"), bound("upper"))
    }
}
