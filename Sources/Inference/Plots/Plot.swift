/// A drawing of a result, as a value: in characters for a terminal or as a vector figure for a paper.
public enum Plot: Sendable, Equatable {
    /// Survival curves.
    case kaplanMeier(KaplanMeierPlot)
    /// Counts in classes.
    case histogram(HistogramPlot)
    /// Quartiles, whiskers, outliers.
    case box(BoxPlot)
    /// Estimates with intervals.
    case forest(ForestPlot)

    /// The drawing that fits an object's kind; nil where there is none.
    ///
    /// Source: R's method dispatch of `plot`: `survfit`, `histogram`, `boxplot.stats` or `boxplot`, `summary.coxph`.
    public init?(_ object: RObject, title: String = "") {
        switch object.kind {
        case "survfit":
            guard let plot = KaplanMeierPlot(object, title: title) else { return nil }
            self = .kaplanMeier(plot)
        case "histogram":
            guard let plot = HistogramPlot(object, title: title) else { return nil }
            self = .histogram(plot)
        case "boxplot.stats", "boxplot":
            guard let plot = BoxPlot(object, title: title) else { return nil }
            self = .box(plot)
        case "summary.coxph":
            guard let plot = ForestPlot(object, title: title) else { return nil }
            self = .forest(plot)
        default: return nil
        }
    }

    /// The drawing in characters; only survival curves are as high as wished, the others have a line an item.
    /// - Parameters:
    ///   - width: Columns in all.
    ///   - height: Lines of the area in which curves lie.
    ///   - marks: Which characters to draw with.
    public func text(width: Int = 72, height: Int = 20, marks: TextMarks = .plain) -> String {
        switch self {
        case .kaplanMeier(let plot): plot.text(width: width, height: height, marks: marks)
        case .histogram(let plot): plot.text(width: width, marks: marks)
        case .box(let plot): plot.text(width: width, marks: marks)
        case .forest(let plot): plot.text(width: width, marks: marks)
        }
    }

    /// The drawing as a document of Scalable Vector Graphics.
    public func svg() -> String {
        switch self {
        case .kaplanMeier(let plot): plot.svg()
        case .histogram(let plot): plot.svg()
        case .box(let plot): plot.svg()
        case .forest(let plot): plot.svg()
        }
    }
}
