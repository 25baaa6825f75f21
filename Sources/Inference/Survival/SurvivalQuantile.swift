extension SurvivalFit {
    /// Quantiles of survival times with confidence limits: R's `quantile.survfit`.
    ///
    /// The p quantile is the first time at which S is at most 1 - p; where S equals 1 - p over a while, its middle.
    /// Limits are the same of the bounds of the curve. A list of `quantile`, `lower`, `upper` or, without an interval,
    /// the quantiles alone; one row a curve where there are groups.
    public func quantiles(
        _ probabilities: [Double] = [0.25, 0.5, 0.75], interval: Bool = true
    ) throws(ModelError)
        -> RObject
    {
        guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .notAProbability }
        let names = probabilities.map { RFormat.texts([100 * $0])[0] }
        func object(_ heights: (SurvivalCurve) -> [Double?]) -> RObject {
            let rows = curves.map { curve in
                probabilities.map { StepFunction(times: curve.times, heights: heights(curve)).quantile($0) }
            }
            return isGrouped
                ? .matrix(rows, rowNames: curves.map(\.label), columnNames: names) : .optionals(rows[0], names: names)
        }
        let quantile = object { $0.survival.map { $0 } }
        guard interval, options.confidenceType != .none else { return quantile }
        return .list([("quantile", quantile), ("lower", object(\.lower)), ("upper", object(\.upper))])
    }
}

/// A curve that falls in steps; heights of nil are not available.
struct StepFunction {
    var times: [Double]
    var heights: [Double?]

    /// Heights closer than this are equal: the square root of the precision of a double, as in R.
    private static let tolerance = Double.ulpOfOne.squareRoot()

    /// The p quantile by R's rule; nil where the curve does not fall so far.
    func quantile(_ probability: Double) -> Double? {
        guard probability == 0 else { return time(falling: 1 - probability) }
        // A curve that never falls has no quantile at all.
        return heights.allSatisfy { ($0 ?? .nan) >= 1 } ? nil : 0
    }

    /// The median as R's `print.survfit` has it: a curve that ends flat at one half has its median where that starts.
    var median: Double? {
        let below = times.indices.filter { (height($0) ?? 1) < 0.5 + Self.tolerance }
        guard let first = below.first, let reached = height(first) else { return nil }
        guard abs(reached - 0.5) < Self.tolerance, let next = below.first(where: { (height($0) ?? 1) < reached })
        else { return times[first] }
        return (times[first] + times[next]) / 2
    }

    private func height(_ index: Int) -> Double? { heights[index].flatMap { $0.isNaN ? nil : $0 } }

    /// Where the curve falls to a level.
    ///
    /// Bounds need not fall all the way: what counts is the highest value not above the level, and where it is first taken.
    private func time(falling level: Double) -> Double? {
        let values = Set(times.indices.compactMap(height).filter { $0 < level + Self.tolerance })
        guard let reached = values.max(), let first = times.indices.first(where: { height($0) == reached })
        else { return nil }
        guard abs(reached - level) < Self.tolerance else { return times[first] }
        if let lower = values.filter({ $0 < level - Self.tolerance }).max(),
            let next = times.indices.first(where: { height($0) == lower })
        {
            return (times[first] + times[next]) / 2
        }
        // Flat to the end, which is the last time, unless the bound is not available there.
        guard let last = times.last, height(times.count - 1) != nil else { return nil }
        return (times[first] + last) / 2
    }
}
