extension KaplanMeierPlot {
    /// The curves of an object of kind `survfit`; nil for anything else.
    ///
    /// Source: R's `survfit`: `time`, `n.risk`, `n.censor`, `surv`, `lower`, `upper`, and `strata` with the length of each
    /// curve under its name.
    public init?(
        _ object: RObject, title: String = "", timeTitle: String = "Time",
        survivalTitle: String = "Survival probability", note: String = ""
    ) {
        guard object.kind == "survfit", let times = object["time"]?.doubles, let survival = object["surv"]?.doubles,
            times.count == survival.count
        else { return nil }
        let lengths = object["strata"]?.doubles.map { Int(exactly: $0) ?? -1 } ?? [times.count]
        let labels = object["strata"]?.names?.map { $0.trimmingSpacesAtEnd } ?? lengths.map { _ in "" }
        guard labels.count == lengths.count, lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, +) == times.count
        else { return nil }
        let latest = times.filter(\.isFinite).max() ?? 1
        let ticks = PrettyTicks.covering(min(0, times.min() ?? 0), latest > 0 ? latest : 1)
            .filter { $0 <= latest * 1.04 || latest <= 0 }
        // Behind curves in steps there may be rows of which nothing is known.
        let left = object["n.left"]?.optionalNumbers
        var (first, curves): (Int, [Curve]) = (0, [])
        for (index, (label, length)) in zip(labels, lengths).enumerated() {
            let isComplete = left.map { index < $0.count && $0[index] == 0 } ?? true
            curves.append(
                Curve(
                    object, label: label, rows: first..<(first + length), ticks: ticks,
                    behind: isComplete ? 0 : nil))
            first += length
        }
        self.init(
            curves: curves, ticks: ticks, title: title, timeTitle: timeTitle, survivalTitle: survivalTitle, note: note)
    }
}

extension KaplanMeierPlot.Curve {
    /// Some rows of an object of kind `survfit`, with the number at risk behind the last.
    fileprivate init(_ object: RObject, label: String, rows: Range<Int>, ticks: [Double], behind: Int?) {
        func column(_ name: String) -> [Double?] {
            guard case .numbers(let values) = object[name]?.content, values.count >= rows.upperBound else { return [] }
            return Array(values[rows])
        }
        let times = column("time").map { $0 ?? .nan }
        let risk = column("n.risk")
        self.init(
            label: label, times: times, survival: column("surv").map { $0 ?? .nan }, lower: column("lower"),
            upper: column("upper"),
            censored: zip(times, column("n.censor")).compactMap { time, count in
                guard let count = count.flatMap({ Int(exactly: $0) }), count > 0 else { return nil }
                return .init(time: time, count: count)
            },
            atRisk: ticks.map { tick in
                guard let index = times.firstIndex(where: { $0 >= tick - 1e-9 * max(1, tick.magnitude) }) else {
                    return behind
                }
                return index < risk.count ? risk[index].flatMap { Int(exactly: $0) } : nil
            })
    }
}
