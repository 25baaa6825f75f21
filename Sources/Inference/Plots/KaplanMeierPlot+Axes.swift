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
