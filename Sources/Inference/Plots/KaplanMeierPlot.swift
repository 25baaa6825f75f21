/// Survival curves to draw: steps with confidence bands, censoring ticks and the numbers at risk below the time axis.
///
/// Source: R's `plot.survfit`; Morris et al., Proposals on Kaplan-Meier plots in medical research, BMJ Open 2019
/// (numbers at risk aligned with the ticks, bands of uncertainty).
public struct KaplanMeierPlot: Sendable, Equatable {
    /// How many were censored at a time.
    public struct Censoring: Sendable, Equatable {
        /// When.
        public var time: Double
        /// How many.
        public var count: Int

        /// Takes both.
        public init(time: Double, count: Int) {
            self.time = time
            self.count = count
        }
    }

    /// The curve of one group.
    public struct Curve: Sendable, Equatable {
        /// The group; empty where there is one curve only.
        public var label: String
        /// Times of the steps, ascending.
        public var times: [Double]
        /// Survival from each time on; NaN where it is not known.
        public var survival: [Double]
        /// Lower confidence bounds; nil where there is none. As many as times, or none at all.
        public var lower: [Double?]
        /// Upper confidence bounds.
        public var upper: [Double?]
        /// Who left without the event.
        public var censored: [Censoring]
        /// How many were under observation at each tick of the plot; nil where the number is not released.
        public var atRisk: [Int?]

        /// Takes all parts.
        public init(
            label: String, times: [Double], survival: [Double], lower: [Double?] = [], upper: [Double?] = [],
            censored: [Censoring] = [], atRisk: [Int?] = []
        ) {
            self.label = label
            self.times = times
            self.survival = survival
            self.lower = lower
            self.upper = upper
            self.censored = censored
            self.atRisk = atRisk
        }
    }

    /// The curves.
    public var curves: [Curve]
    /// Ticks of the time axis, where the numbers at risk stand.
    public var ticks: [Double]
    /// The title; empty for none.
    public var title: String
    /// What the time axis shows, with its unit.
    public var timeTitle: String
    /// What the other axis shows.
    public var survivalTitle: String
    /// A line within the plot, such as a p-value; empty for none.
    public var note: String
    /// Whether confidence bands are drawn.
    public var showsBands = true

    /// Takes all parts.
    public init(
        curves: [Curve], ticks: [Double], title: String = "", timeTitle: String = "Time",
        survivalTitle: String = "Survival probability", note: String = ""
    ) {
        self.curves = curves
        self.ticks = ticks
        self.title = title
        self.timeTitle = timeTitle
        self.survivalTitle = survivalTitle
        self.note = note
    }
}

extension KaplanMeierPlot {
    /// The times at both ends of the axis: 0, or the first time if that is earlier; the last time or tick.
    var timeRange: (lower: Double, upper: Double) {
        let times = curves.flatMap { $0.times + $0.censored.map(\.time) } + ticks
        let finite = times.filter(\.isFinite)
        let (lower, upper) = (min(0, finite.min() ?? 0), finite.max() ?? 1)
        return (lower, upper > lower ? upper : lower + 1)
    }

    /// What the figure shows, in a sentence or two.
    var summary: String {
        let count = curves.count == 1 ? "One survival curve" : "\(curves.count) survival curves"
        let ends = curves.map { curve in
            let (time, share) = (
                RFormat.texts([curve.times.last ?? 0]), RFormat.texts([curve.survival.last ?? 1], digits: 3)
            )
            return (curve.label.isEmpty ? "" : curve.label + ": ") + share[0] + " at " + time[0]
        }
        return "\(count) over \(timeTitle). \(survivalTitle) at the end: " + ends.joined(separator: "; ") + "."
    }
}

extension KaplanMeierPlot.Curve {
    /// Survival at a time: 1 before the first step; nil where it is not known.
    func survival(at time: Double) -> Double? {
        var (low, high) = (0, min(times.count, survival.count))
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 1 }
        return survival[low - 1].isFinite ? survival[low - 1] : nil
    }

    /// When observation ended.
    var end: Double { max(times.last ?? 0, censored.map(\.time).max() ?? 0) }
}
