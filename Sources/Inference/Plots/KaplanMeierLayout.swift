/// Where the parts of a figure of survival curves lie.
struct KaplanMeierLayout {
    /// Width of the area of the curves.
    static let columns = 520.0
    /// Its height.
    static let rows = 320.0
    /// Between rows of texts.
    static let leading = 18.0

    let left: Double
    let top: Double
    let bottom: Double
    let width: Double
    let height: Double
    let time: PlotScale
    let survival: PlotScale
    /// Entries of the legend: curve, line, place in the line.
    let legend: [(curve: Int, x: Double, y: Double)]

    init(_ plot: KaplanMeierPlot) {
        let labels = plot.curves.map { SVGDocument.width(of: $0.label) }
        left = max(64, (plot.showsRisk ? labels.max() ?? 0 : 0) + 44)
        let right = left + Self.columns
        let titleBottom = plot.title.isEmpty ? 8.0 : 34.0
        var (entries, x, y): ([(curve: Int, x: Double, y: Double)], Double, Double) = ([], left, titleBottom + 14)
        for (index, curve) in plot.curves.enumerated() where !curve.label.isEmpty {
            let needed = 36 + labels[index] + 20
            if x > left, x + needed > right {
                x = left
                y += Self.leading
            }
            entries.append((index, x, y))
            x += needed
        }
        legend = entries
        top = (entries.isEmpty ? titleBottom : y) + 14
        bottom = top + Self.rows
        width = right + 28
        let table = plot.showsRisk ? 28 + Self.leading * Double(plot.curves.count) : 0
        height = bottom + 52 + table + 6
        let range = plot.timeRange
        time = PlotScale(lower: range.lower, upper: range.upper, start: left, end: right)
        survival = PlotScale(lower: 0, upper: 1, start: bottom, end: top)
    }
}
