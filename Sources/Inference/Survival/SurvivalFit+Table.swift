extension SurvivalFit {
    /// Records, events, restricted mean and median of each curve: component `table` of R's `summary.survfit`.
    ///
    /// A vector for one curve without groups, else a matrix with a row a curve.
    public func table(mean horizon: MeanHorizon = .common) -> RObject {
        let rows = curves.map { row($0, horizon) }
        let names = Self.tableNames(mean: horizon, level: options.confidenceType == .none ? nil : options.level)
        return isGrouped
            ? .matrix(rows, rowNames: curves.map(\.label), columnNames: names) : .optionals(rows[0], names: names)
    }

    private static func tableNames(mean: MeanHorizon, level: Double?) -> [String] {
        let means = mean == .none ? [] : ["rmean", "se(rmean)"]
        let limits = level.map { ["\(RFormat.text($0))LCL", "\(RFormat.text($0))UCL"] } ?? []
        return ["records", "n.max", "n.start", "events"] + means + ["median"] + limits
    }

    private func row(_ curve: SurvivalCurve, _ horizon: MeanHorizon) -> [Double?] {
        let n = Double(curve.count)
        var row: [Double?] = [n, n, n, Double(curve.eventCount)]
        if let end = horizon.end(of: curve, in: self) {
            let mean = curve.restrictedMean(to: end)
            row += mean.mean.isNaN ? [nil, nil] : [mean.mean, mean.standardError]
        }
        row.append(StepFunction(times: curve.times, heights: curve.survival.map { $0 }).median)
        if options.confidenceType != .none {
            row.append(StepFunction(times: curve.times, heights: curve.lower).median)
            row.append(StepFunction(times: curve.times, heights: curve.upper).median)
        }
        return row
    }
}
