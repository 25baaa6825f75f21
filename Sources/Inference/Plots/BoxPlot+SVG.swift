extension BoxPlot {
    /// The boxes as a vector figure, upright and side by side.
    public func svg() -> String {
        let slot = max(90, (boxes.map { SVGDocument.width(of: $0.label) }.max() ?? 0) + 24)
        let (left, top) = (72.0, title.isEmpty ? 20.0 : 46.0)
        let (right, bottom) = (left + max(240, slot * Double(boxes.count)), top + 320)
        let ticks = PrettyTicks.covering(range.lower, range.upper)
        let scale = PlotScale(lower: ticks.first ?? 0, upper: ticks.last ?? 1, start: bottom, end: top)
        var figure = SVGDocument(
            width: right + 24, height: bottom + 52, title: title.isEmpty ? valueTitle : title, description: summary)
        figure.write(title, left, 24, size: 14, isBold: true)
        figure.verticalAxis(scale, ticks: ticks, at: left, title: valueTitle)
        figure.line(left, bottom, right, bottom)
        let step = (right - left) / Double(max(1, boxes.count))
        for (index, box) in boxes.enumerated() {
            let centre = left + step * (Double(index) + 0.5)
            draw(box, at: centre, on: &figure, scale)
            figure.write(box.label, centre, bottom + 19, anchor: .middle)
            figure.write(box.count.map { "n = \($0)" } ?? "", centre, bottom + 36, anchor: .middle, size: 11)
        }
        return figure.text
    }

    private func draw(_ box: Box, at centre: Double, on figure: inout SVGDocument, _ scale: PlotScale) {
        let (half, cap) = (28.0, 14.0)
        for (hinge, whisker) in [(box.lowerHinge, box.lowerWhisker), (box.upperHinge, box.upperWhisker)] {
            let (from, to) = (scale.position(hinge), scale.position(whisker))
            figure.line(centre, from, centre, to, width: 1.2)
            figure.line(centre - cap, to, centre + cap, to, width: 1.2)
        }
        let (upper, lower) = (scale.position(box.upperHinge), scale.position(box.lowerHinge))
        figure.rectangle(centre - half, upper, half * 2, lower - upper, fill: "#DCEBF5", stroke: "#000000")
        let median = scale.position(box.median)
        figure.line(centre - half, median, centre + half, median, stroke: PlotPalette.colour(0), width: 2.6)
        for outlier in box.outliers { figure.circle(centre, scale.position(outlier), radius: 3, stroke: "#000000") }
    }

    /// What the figure shows, in a sentence.
    private var summary: String {
        let all = boxes.map { box in
            let texts = [box.median, box.lowerHinge, box.upperHinge].map { RFormat.texts([$0])[0] }
            return (box.label.isEmpty ? "" : box.label + ": ")
                + "median \(texts[0]), hinges \(texts[1]) and \(texts[2])"
        }
        return "Box plot of \(valueTitle). " + all.joined(separator: "; ") + "."
    }
}
