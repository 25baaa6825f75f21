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
    /// Source: R's method dispatch of `plot`: `survfit`, `histogram`, `boxplot.stats` (a list without a class) or `boxplot`,
    /// `summary.coxph`.
    public init?(_ object: RObject, title: String = "") {
        switch object.kind {
        case "survfit":
            guard let plot = KaplanMeierPlot(object, title: title) else { return nil }
            self = .kaplanMeier(plot)
        case "histogram":
            guard let plot = HistogramPlot(object, title: title) else { return nil }
            self = .histogram(plot)
        case "boxplot.stats", "boxplot", nil:
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
    ///
    /// - Parameter stamp: Where the result comes from, as a comment after the first line.
    public func svg(stamp: ResultStamp? = nil) -> String {
        let document = svgDocument
        guard let stamp, let line = document.firstIndex(of: "\n") else { return document }
        let next = document.index(after: line)
        return document[..<next] + stamp.svgComment + document[next...]
    }

    private var svgDocument: String {
        switch self {
        case .kaplanMeier(let plot): plot.svg()
        case .histogram(let plot): plot.svg()
        case .box(let plot): plot.svg()
        case .forest(let plot): plot.svg()
        }
    }
}

extension Plot {
    /// The drawing with other titles of its axes; nil leaves one as it is.
    ///
    /// - Parameters:
    ///   - across: The title of the axis across, R's `xlab`; of boxes, which lie, that of their values.
    ///   - up: The title of the axis up, R's `ylab`.
    public func labelled(across: String?, up: String?) -> Plot {
        switch self {
        case .kaplanMeier(var plot):
            plot.timeTitle = across ?? plot.timeTitle
            plot.survivalTitle = up ?? plot.survivalTitle
            return .kaplanMeier(plot)
        case .histogram(var plot):
            plot.valueTitle = across ?? plot.valueTitle
            plot.countTitle = up ?? plot.countTitle
            return .histogram(plot)
        case .box(var plot):
            plot.valueTitle = up ?? plot.valueTitle
            return .box(plot)
        case .forest(var plot):
            plot.effectTitle = across ?? plot.effectTitle
            return .forest(plot)
        }
    }

    /// The drawing with or without confidence bands, where it has any.
    public func banded(_ isBanded: Bool) -> Plot {
        guard case .kaplanMeier(var plot) = self else { return self }
        plot.showsBands = isBanded
        return .kaplanMeier(plot)
    }
}
