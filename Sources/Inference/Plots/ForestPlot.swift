/// Estimates with their confidence intervals, one below the other, about a line of no effect.
///
/// Source: Lewis and Clarke, Forest plots: trying to see the wood and the trees, BMJ 2001.
public struct ForestPlot: Sendable, Equatable {
    /// One estimate.
    public struct Row: Sendable, Equatable {
        /// What is estimated.
        public var label: String
        /// The estimate; nil where there is none.
        public var estimate: Double?
        /// The lower bound; infinite where the interval is open.
        public var lower: Double?
        /// The upper bound.
        public var upper: Double?

        /// Takes all parts.
        public init(label: String, estimate: Double?, lower: Double?, upper: Double?) {
            self.label = label
            self.estimate = estimate
            self.lower = lower
            self.upper = upper
        }
    }

    /// The estimates from top to bottom.
    public var rows: [Row]
    /// Where there is no effect: 1 for ratios, 0 for differences.
    public var reference: Double
    /// Whether the axis is logarithmic, as for ratios.
    public var isLogarithmic: Bool
    /// The title; empty for none.
    public var title: String
    /// What is estimated, such as `Hazard ratio`.
    public var effectTitle: String
    /// The share of the intervals, as `95%`.
    public var levelText: String

    /// Takes all parts.
    public init(
        rows: [Row], reference: Double = 1, isLogarithmic: Bool = true, title: String = "",
        effectTitle: String = "Hazard ratio", levelText: String = "95%"
    ) {
        self.rows = rows
        self.reference = reference
        self.isLogarithmic = isLogarithmic
        self.title = title
        self.effectTitle = effectTitle
        self.levelText = levelText
    }

    /// The ratios of an object of kind `summary.coxph`, or of a matrix like its `conf.int`; nil for anything else.
    ///
    /// Source: R's `summary.coxph`: `conf.int` with a row a coefficient and the columns `exp(coef)`, `lower .95`,
    /// `upper .95`.
    public init?(_ object: RObject, title: String = "", effectTitle: String = "Hazard ratio") {
        let matrix = object["conf.int"] ?? object
        guard let sizes = matrix.wholeDimensions, sizes.count == 2, case .numbers(let values) = matrix.content,
            let columns = matrix.names(alongDimension: 1), let estimate = columns.firstIndex(of: "exp(coef)"),
            let lower = columns.firstIndex(where: { $0.hasPrefix("lower") }),
            let upper = columns.firstIndex(where: { $0.hasPrefix("upper") })
        else { return nil }
        let labels = matrix.names(alongDimension: 0) ?? (0..<sizes[0]).map { "\($0 + 1)" }
        let level = columns[lower].split(separator: " ").last.flatMap { Double("0" + $0) }
        self.init(
            rows: labels.enumerated().map { row, label in
                Row(
                    label: label, estimate: values[estimate * sizes[0] + row], lower: values[lower * sizes[0] + row],
                    upper: values[upper * sizes[0] + row])
            }, title: title, effectTitle: effectTitle,
            levelText: level.map { RFormat.texts([$0 * 100])[0] + "%" } ?? "95%")
    }
}

extension ForestPlot {
    /// A row's numbers as words: `1.02 (0.95-1.10)`.
    static func text(_ row: Row) -> String {
        guard let estimate = drawable(row.estimate) else { return "NA" }
        let bounds = [row.lower, row.upper].map { $0.map(short) ?? "NA" }
        return short(estimate) + " (" + bounds[0] + " to " + bounds[1] + ")"
    }

    /// Two places; large and tiny numbers with three digits.
    private static func short(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1000, value == 0 || value.magnitude >= 0.01 else {
            return RFormat.texts([value], digits: 3)[0]
        }
        return RFormat.fixed(value, places: 2)
    }

    private static func drawable(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

    /// An estimate that the axis can hold.
    func estimate(_ row: Row) -> Double? {
        Self.drawable(row.estimate).flatMap { isLogarithmic && $0 <= 0 ? nil : $0 }
    }

    /// The axis: all intervals and the line of no effect, but not far beyond the estimates.
    func scale(from start: Double, to end: Double) -> PlotScale {
        let estimates = rows.compactMap(estimate) + [reference]
        let (least, most) = (estimates.min() ?? reference, estimates.max() ?? reference)
        let reach = isLogarithmic ? 20.0 : 4 * max(most - least, 1e-9)
        let (floor, ceiling) = isLogarithmic ? (least / reach, most * reach) : (least - reach, most + reach)
        let bounds = rows.filter { estimate($0) != nil }.flatMap { [$0.lower, $0.upper] }.compactMap(Self.drawable)
        let kept = bounds.filter { !isLogarithmic || $0 > 0 }.map { min(max($0, floor), ceiling) }
        var (lower, upper) = (min(least, kept.min() ?? least), max(most, kept.max() ?? most))
        if isLogarithmic {
            (lower, upper) = (lower / 1.1, upper * 1.1)
        } else {
            let pad = max((upper - lower) * 0.05, 1e-9)
            (lower, upper) = (lower - pad, upper + pad)
        }
        return PlotScale(lower: lower, upper: upper, start: start, end: end, isLogarithmic: isLogarithmic)
    }

    /// Ticks of the axis.
    func ticks(_ scale: PlotScale) -> [Double] {
        isLogarithmic
            ? PrettyTicks.logarithmic(scale.lower, scale.upper) : PrettyTicks.within(scale.lower, scale.upper)
    }
}
