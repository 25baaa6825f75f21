/// Up to where means of survival times are restricted: argument `rmean` of R's `print.survfit`.
public enum MeanHorizon: Sendable, Equatable {
    /// No mean.
    case none
    /// The largest time of all curves.
    case common
    /// The own largest time of each curve: the convention of SPSS.
    case individual
    /// One time for all.
    case time(Double)

    /// The horizon of one curve of a fit; nil without a mean.
    func end(of curve: SurvivalCurve, in fit: SurvivalFit) -> Double? {
        switch self {
        case .none: nil
        case .common: fit.largestTime
        case .individual: curve.largestTime
        case .time(let time): time
        }
    }
}

/// The mean survival time restricted to a horizon: the area under the curve.
public struct RestrictedMean: Sendable, Equatable {
    /// The horizon.
    public let horizon: Double
    /// The area under the curve up to the horizon.
    public let mean: Double
    /// Its standard error, without the factor m / (m - 1) of some programs.
    public let standardError: Double
    /// The number of events up to the horizon.
    public let events: Int

    /// The standard error times the square root of m / (m - 1), m the number of events, as SAS gives it; nil for m < 2.
    public var adjustedError: Double? {
        events > 1 ? standardError * (Double(events) / Double(events - 1)).squareRoot() : nil
    }

    /// The normal confidence interval.
    public func interval(level: Double = 0.95) -> (lower: Double, upper: Double) {
        let half = Distribution.qnorm((1 + level) / 2) * standardError
        return (mean - half, mean + half)
    }
}

extension SurvivalCurve {
    /// The restricted mean: sum of A_j^2 d_j / (n_j (n_j - d_j)) is its variance, A_j the area after event time j.
    ///
    /// Source: Klein and Moeschberger (2003), section 4.5; `survfit`'s `rmean`. Beyond its last time the curve is carried on;
    /// where rows are left of which nothing is released, mean and error are NaN.
    public func restrictedMean(to horizon: Double) -> RestrictedMean {
        guard left == 0 || horizon <= largestTime else {
            return RestrictedMean(horizon: horizon, mean: .nan, standardError: .nan, events: eventCount)
        }
        let last = times.firstIndex { $0 > horizon } ?? times.count
        let edges = [0] + times[..<last] + [horizon]
        let levels = [1] + survival[..<last]
        let areas = levels.indices.map { levels[$0] * (edges[$0 + 1] - edges[$0]) }
        var (after, variance) = (0.0, 0.0)
        for index in (0..<last).reversed() {
            after += areas[index + 1]
            let (n, d) = (Double(atRisk[index]), Double(events[index]))
            if n > d { variance += after * after * d / (n * (n - d)) }
        }
        return RestrictedMean(
            horizon: horizon, mean: areas.reduce(0, +), standardError: variance.squareRoot(),
            events: events[..<last].reduce(0, +))
    }
}

extension SurvivalCurve {
    /// By how much an area up to a horizon is too large at most where events count at the ends of their steps.
    func excess(to horizon: Double) -> Double {
        guard isStepped else { return 0 }
        let last = times.firstIndex { $0 > horizon } ?? times.count
        var (sum, begin, level) = (0.0, 0.0, 1.0)
        for index in 0..<last {
            sum += (level - survival[index]) * (times[index] - begin)
            (begin, level) = (times[index], survival[index])
        }
        return sum
    }
}

extension SurvivalFit {
    /// What restricted means of curves in steps leave out; nil for other curves.
    private func stepWarning(_ mean: MeanHorizon) -> String? {
        let stepped = curves.filter(\.isStepped)
        let ends = stepped.compactMap { mean.end(of: $0, in: self) }
        guard !ends.isEmpty else { return nil }
        let beyond = zip(stepped, ends).filter { $0.left != 0 && $1 > $0.largestTime }.map(\.0.label)
        let excess = zip(stepped, ends).map { $0.excess(to: $1) }.max() ?? 0
        let late =
            "events count at the ends of their steps, so that means are too large, by at most "
            + RFormat.texts([excess], digits: 3)[0]
        guard !beyond.isEmpty else { return late }
        let names = beyond == [""] ? "the curve" : "the curve of " + beyond.joined(separator: ", ")
        return late + "; \(names) ends before the upper limit: use rmean = \"individual\" or a smaller one"
    }

    /// Why restricted means should not be compared; nil where they may be.
    ///
    /// Means to different horizons differ although the curves may not; the text offers the largest horizon that all
    /// curves reach.
    public func meanWarning(_ mean: MeanHorizon) -> String? {
        let warnings = [horizonWarning(mean), stepWarning(mean)].compactMap(\.self)
        return warnings.isEmpty ? nil : warnings.joined(separator: "; ")
    }

    private func horizonWarning(_ mean: MeanHorizon) -> String? {
        guard curves.count > 1, mean != .none else { return nil }
        let ends = curves.compactMap { mean.end(of: $0, in: self) }
        let common = RFormat.texts([smallestCommonTime])[0]
        let advice = "compare groups with rmean = \(common), which all groups reach"
        if Set(ends).count > 1 {
            let list = zip(curves, ends).map { "\($0.label): \(RFormat.texts([$1])[0])" }.joined(separator: ", ")
            return "restricted means up to different times (\(list)) are not comparable; \(advice)"
        }
        let beyond = zip(curves, ends).filter {
            $0.left == 0 && $0.largestTime < $1 && ($0.survival.last ?? 0) > 0
        }.map(\.0.label)
        guard !beyond.isEmpty else { return nil }
        return "the curve of \(beyond.joined(separator: ", ")) is carried on beyond its last time; \(advice)"
    }
}
