extension KaplanMeierPlot {
    /// The curves as a vector figure: steps, bands, censoring ticks, a legend, the numbers at risk below the time axis.
    ///
    /// Groups differ in colour and dash; the words are texts, so that a journal can set them in its own font.
    public func svg() -> String {
        let layout = KaplanMeierLayout(self)
        var figure = SVGDocument(
            width: layout.width, height: layout.height, title: title.isEmpty ? survivalTitle : title,
            description: summary)
        figure.write(title, layout.left, 24, size: 14, isBold: true)
        drawLegend(on: &figure, layout)
        for index in curves.indices where showsBands { drawBand(index, on: &figure, layout) }
        for index in curves.indices { drawCurve(index, on: &figure, layout) }
        drawAxes(on: &figure, layout)
        figure.write(note, layout.left + 12, layout.bottom - 12)
        drawNumbersAtRisk(on: &figure, layout)
        return figure.text
    }

    private func drawCurve(_ index: Int, on figure: inout SVGDocument, _ layout: KaplanMeierLayout) {
        let (curve, colour) = (curves[index], PlotPalette.colour(index))
        var path = SVGPath()
        path.move(layout.time.position(layout.time.lower), layout.survival.position(1))
        var isKnown = true
        for (time, survival) in zip(curve.times, curve.survival) {
            path.horizontal(layout.time.position(time))
            isKnown = survival.isFinite
            guard isKnown else { break }
            path.vertical(layout.survival.position(survival))
        }
        if isKnown { path.horizontal(layout.time.position(curve.end)) }
        figure.path(path, stroke: colour, dash: PlotPalette.dash(index))
        for censoring in curve.censored {
            guard let survival = curve.survival(at: censoring.time) else { continue }
            let (x, y) = (layout.time.position(censoring.time), layout.survival.position(survival))
            figure.line(x, y - 4.5, x, y + 4.5, stroke: colour, width: 1.2)
        }
    }

    /// The confidence band, in steps; where a bound is missing it ends.
    private func drawBand(_ index: Int, on figure: inout SVGDocument, _ layout: KaplanMeierLayout) {
        let curve = curves[index]
        let count = min(curve.times.count, min(curve.lower.count, curve.upper.count))
        guard count > 0 else { return }
        var (run, from): ([(x: Double, lower: Double, upper: Double)], Double) = (
            [], layout.time.position(layout.time.lower)
        )
        run.append((from, 1, 1))
        func finish(_ end: Double) {
            if let path = Self.band(run, end: end, layout) {
                figure.area(path, fill: PlotPalette.colour(index), opacity: 0.15)
            }
            run = []
        }
        for row in 0..<count {
            from = layout.time.position(curve.times[row])
            if let lower = curve.lower[row], let upper = curve.upper[row], lower.isFinite, upper.isFinite {
                run.append((from, lower, upper))
            } else {
                finish(from)
            }
        }
        finish(layout.time.position(curve.end))
    }

    /// Along the upper bounds and back along the lower ones.
    private static func band(
        _ run: [(x: Double, lower: Double, upper: Double)], end: Double, _ layout: KaplanMeierLayout
    ) -> SVGPath? {
        guard let first = run.first else { return nil }
        var path = SVGPath()
        path.move(first.x, layout.survival.position(first.upper))
        for step in run.dropFirst() {
            path.horizontal(step.x)
            path.vertical(layout.survival.position(step.upper))
        }
        path.horizontal(end)
        for step in run.reversed() {
            path.vertical(layout.survival.position(step.lower))
            path.horizontal(step.x)
        }
        path.close()
        return path
    }
}
