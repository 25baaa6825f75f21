extension CumulativeIncidence {
    /// Curves of one or more groups as a list with R's component names, of kind `survfitms`.
    public static func object(
        _ curves: [CumulativeIncidence], options: SurvivalOptions = SurvivalOptions(), call: String = ""
    ) throws(ModelError) -> RObject {
        guard let states = curves.first?.states, curves.allSatisfy({ $0.states == states }) else {
            throw .malformed("curves with different causes")
        }
        let happened = states.indices.dropLast().filter { cause in
            curves.contains { $0.events.contains { $0[cause] > 0 } }
        }
        func stack(_ column: (CumulativeIncidence) -> [[Double?]]) -> RObject { .matrix(curves.flatMap(column)) }
        func first(_ counts: [Int]) -> [[Double?]] {
            counts.map { [Double($0)] + [Double?](repeating: 0, count: states.count - 1) }
        }
        var components: [(String, RObject)] = [
            ("n", .integers(curves.map { $0.atRisk.first ?? 0 })), ("time", .numbers(curves.flatMap(\.times))),
            ("n.risk", stack { first($0.atRisk) }),
            ("n.event", stack { $0.events.map { [0] + $0.map { Double($0) } } }),
            ("n.censor", .integers(curves.flatMap(\.censored))), ("pstate", stack { $0.probabilities }),
            ("p0", .numbers(states.indices.map { $0 == 0 ? 1 : 0 })),
        ]
        if curves.count > 1 {
            components.append(("strata", .integers(curves.map(\.times.count), names: curves.map(\.label))))
        }
        components += [
            ("std.err", stack { $0.standardErrors }), ("logse", .logical(false)),
            ("cumhaz", stack { curve in curve.cumulativeHazards.map { row in happened.map { row[$0] } } }),
        ]
        if options.confidenceType != .none {
            components += [("lower", stack(\.lower)), ("upper", stack(\.upper))]
        }
        components += [
            ("conf.type", .text(options.confidenceType.rawValue)), ("conf.int", .number(options.level)),
            ("states", .texts(states)), ("type", .text("mright")),
        ]
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "survfitms")
    }

    /// The cumulative hazard of each cause; those that never happen are left out of the list, as in R.
    var cumulativeHazards: [[Double]] {
        var sums = [Double](repeating: 0, count: states.count - 1)
        return zip(events, atRisk).map { counts, n in
            sums = zip(sums, counts).map { $0 + Double($1) / Double(n) }
            return sums
        }
    }

    /// Events and the mean time in each state up to the largest time, as R prints a `survfitms`.
    public static func text(_ object: RObject, digits: Int = 3) throws(ModelError) -> String {
        guard object.kind == "survfitms", let states = object["states"]?.texts, let time = object["time"]?.doubles,
            let events = object["n.event"]?.rows, let probabilities = object["pstate"]?.rows,
            let counts = object["n"]?.doubles, events.count == time.count, probabilities.count == time.count
        else { throw .wrongObject("survfit with several states") }
        let lengths = object["strata"]?.doubles.map { Int($0) } ?? [time.count]
        let labels = object["strata"]?.names.map { $0.map { $0 + ", " } } ?? [""]
        let end = time.max() ?? 0
        guard labels.count == counts.count, lengths.count == counts.count, lengths.reduce(0, +) == time.count else {
            throw .wrongObject("survfit with several states")
        }
        let starts = lengths.indices.map { lengths[..<$0].reduce(0, +) }
        var (names, rows): ([String], [[Double?]]) = ([], [])
        for state in states.indices {
            for (group, label) in labels.enumerated() {
                let range = starts[group]..<(starts[group] + lengths[group])
                let edges = [0] + time[range] + [end]
                let levels = [state == 0 ? 1 : 0] + range.map { probabilities[$0][state] ?? .nan }
                let mean = levels.indices.reduce(0) { $0 + levels[$1] * (edges[$1 + 1] - edges[$1]) }
                names.append(label + states[state])
                rows.append([counts[group], range.reduce(0) { $0 + (events[$1][state] ?? 0) }, mean])
            }
        }
        let columns = ["n", "nevent", "rmean*"].enumerated().map { index, title in
            MatrixText.Column.numbers(title, rows.map { $0[index] }, digits: index == 2 ? 7 : digits)
        }
        return CallText.line(object["call"]?.texts.first ?? "", "\n\n")
            + MatrixText(rowNames: names, columns: columns).text
            + "   *restricted mean time in state (max time = \(RFormat.texts([end])[0]) )\n"
    }
}
