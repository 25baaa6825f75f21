/// Boxes of quartiles with whiskers and outliers, side by side.
///
/// Source: Tukey, Exploratory Data Analysis (1977); R's `boxplot.stats`.
public struct BoxPlot: Sendable, Equatable {
    /// The box of one group.
    public struct Box: Sendable, Equatable {
        /// The group.
        public var label: String
        /// The end of the lower whisker.
        public var lowerWhisker: Double
        /// The lower hinge, about the first quartile.
        public var lowerHinge: Double
        /// The median.
        public var median: Double
        /// The upper hinge, about the third quartile.
        public var upperHinge: Double
        /// The end of the upper whisker.
        public var upperWhisker: Double
        /// Values beyond the whiskers, where they are released.
        public var outliers: [Double]
        /// How many values; nil where that is not released.
        public var count: Int?

        /// Takes the five statistics from the lowest to the highest; nil where there are not five numbers.
        public init?(label: String, statistics: [Double], outliers: [Double] = [], count: Int? = nil) {
            guard statistics.count == 5, statistics.allSatisfy(\.isFinite) else { return nil }
            self.label = label
            (lowerWhisker, lowerHinge, median) = (statistics[0], statistics[1], statistics[2])
            (upperHinge, upperWhisker) = (statistics[3], statistics[4])
            self.outliers = outliers.filter(\.isFinite)
            self.count = count
        }
    }

    /// The boxes.
    public var boxes: [Box]
    /// The title; empty for none.
    public var title: String
    /// What the values are, with their unit.
    public var valueTitle: String

    /// Takes all parts.
    public init(boxes: [Box], title: String = "", valueTitle: String = "Value") {
        self.boxes = boxes
        self.title = title
        self.valueTitle = valueTitle
    }

    /// The boxes of an object with `stats`: one of kind `boxplot.stats`, or the list that R's `boxplot` returns, with a
    /// column a group; nil for anything else.
    ///
    /// Source: R's `boxplot.stats` (`stats`, `n`, `out`) and `boxplot` (also `group`, `names`).
    public init?(_ object: RObject, title: String = "", valueTitle: String = "Value") {
        guard let statistics = object["stats"]?.doubles, !statistics.isEmpty, statistics.count % 5 == 0 else {
            return nil
        }
        let counts = object["n"]?.doubles ?? []
        let outliers = object["out"]?.doubles ?? []
        let groups = object["group"]?.doubles ?? []
        var labels: [String?] = []
        if case .texts(let names) = object["names"]?.content { labels = names }
        let boxes = (0..<statistics.count / 5).compactMap { index in
            Box(
                label: (index < labels.count ? labels[index] : nil) ?? "",
                statistics: Array(statistics[(index * 5)..<(index * 5 + 5)]),
                outliers: groups.isEmpty
                    ? outliers : zip(outliers, groups).filter { $0.1 == Double(index + 1) }.map(\.0),
                count: index < counts.count ? Int(exactly: counts[index]) : nil)
        }
        guard !boxes.isEmpty else { return nil }
        self.init(boxes: boxes, title: title, valueTitle: valueTitle)
    }
}

extension BoxPlot {
    /// The smallest and the largest value drawn.
    var range: (lower: Double, upper: Double) {
        let values = boxes.flatMap { [$0.lowerWhisker, $0.upperWhisker] + $0.outliers }
        return (values.min() ?? 0, values.max() ?? 1)
    }
}
