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

extension KaplanMeierPlot {
    /// Whether numbers at risk are known.
    var showsRisk: Bool { !ticks.isEmpty && curves.contains { $0.atRisk.count == ticks.count } }

    func drawLegend(on figure: inout SVGDocument, _ layout: KaplanMeierLayout) {
        for entry in layout.legend {
            figure.line(
                entry.x, entry.y - 4, entry.x + 30, entry.y - 4, stroke: PlotPalette.colour(entry.curve), width: 1.8,
                dash: PlotPalette.dash(entry.curve))
            figure.write(curves[entry.curve].label, entry.x + 36, entry.y)
        }
    }

    func drawAxes(on figure: inout SVGDocument, _ layout: KaplanMeierLayout) {
        let right = layout.left + KaplanMeierLayout.columns
        figure.line(layout.left, layout.top, layout.left, layout.bottom)
        figure.line(layout.left, layout.bottom, right, layout.bottom)
        for fifth in 0...5 {
            let y = layout.survival.position(Double(fifth) / 5)
            figure.line(layout.left - 5, y, layout.left, y)
            figure.write(RFormat.fixed(Double(fifth) / 5, places: 1), layout.left - 9, y + 4, anchor: .end)
        }
        for (tick, label) in zip(ticks, RFormat.texts(ticks)) {
            let x = layout.time.position(tick)
            figure.line(x, layout.bottom, x, layout.bottom + 5)
            figure.write(label, x, layout.bottom + 19, anchor: .middle)
        }
        figure.write(timeTitle, (layout.left + right) / 2, layout.bottom + 40, anchor: .middle, size: 13)
        figure.write(
            survivalTitle, layout.left - 44, (layout.top + layout.bottom) / 2, anchor: .middle, size: 13,
            isVertical: true)
    }

    func drawNumbersAtRisk(on figure: inout SVGDocument, _ layout: KaplanMeierLayout) {
        guard showsRisk else { return }
        var y = layout.bottom + 66
        let labelled = curves.contains { !$0.label.isEmpty }
        figure.write("Number at risk", labelled ? 8 : layout.left, y, isBold: true)
        for (index, curve) in curves.enumerated() {
            y += KaplanMeierLayout.leading
            figure.write(curve.label, layout.left - 30, y, anchor: .end, fill: PlotPalette.colour(index))
            for (tick, count) in zip(ticks, curve.atRisk) {
                figure.write(count.map { String($0) } ?? "NA", layout.time.position(tick), y, anchor: .middle)
            }
        }
    }
}
