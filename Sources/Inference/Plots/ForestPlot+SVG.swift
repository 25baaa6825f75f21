extension ForestPlot {
    /// The estimates as a vector figure: labels, squares on their intervals, numbers at the right.
    public func svg() -> String {
        let leading = 24.0
        let left = max(90, (rows.map { SVGDocument.width(of: $0.label) }.max() ?? 0) + 32)
        let right = left + 340
        let heading = "\(effectTitle) (\(levelText) CI)"
        let numbers = rows.map(Self.text)
        let numbersWidth =
            (numbers.map { SVGDocument.width(of: $0) } + [SVGDocument.width(of: heading) * 1.12]).max() ?? 0
        let top = title.isEmpty ? 40.0 : 66.0
        let bottom = top + leading * Double(rows.count) + 8
        let scale = scale(from: left, to: right)
        var figure = SVGDocument(
            width: right + 24 + numbersWidth + 16, height: bottom + 52, title: title.isEmpty ? effectTitle : title,
            description: summary(numbers))
        figure.write(title, 12, 24, size: 14, isBold: true)
        figure.write(heading, right + 24, top - 12, isBold: true)
        let zero = scale.position(reference)
        figure.line(zero, top - 6, zero, bottom, stroke: "#666666", dash: "4 3")
        for (index, row) in rows.enumerated() {
            let y = top + leading * (Double(index) + 0.5)
            figure.write(row.label, 12, y + 4)
            figure.write(numbers[index], right + 24, y + 4)
            draw(row, at: y, on: &figure, scale)
        }
        figure.horizontalAxis(scale, ticks: ticks(scale), at: bottom, from: left, to: right, title: effectTitle)
        return figure.text
    }

    private func draw(_ row: Row, at y: Double, on figure: inout SVGDocument, _ scale: PlotScale) {
        guard let estimate = estimate(row) else { return }
        if let lower = row.lower, let upper = row.upper, !lower.isNaN, !upper.isNaN, lower <= upper {
            let (from, to) = (scale.position(lower), scale.position(upper))
            figure.line(from, y, to, y, width: 1.4)
            end(at: from, y, isOpen: lower < scale.lower, direction: -1, on: &figure)
            end(at: to, y, isOpen: upper > scale.upper, direction: 1, on: &figure)
        }
        let x = scale.position(estimate)
        figure.rectangle(x - 4.5, y - 4.5, 9, 9, fill: PlotPalette.colour(0))
    }

    /// The end of an interval: a cap, or an arrow where it goes on beyond the axis.
    private func end(at x: Double, _ y: Double, isOpen: Bool, direction: Double, on figure: inout SVGDocument) {
        guard isOpen else {
            figure.line(x, y - 4, x, y + 4, width: 1.4)
            return
        }
        var arrow = SVGPath()
        arrow.move(x - direction * 7, y - 4)
        arrow.line(x, y)
        arrow.line(x - direction * 7, y + 4)
        figure.path(arrow, stroke: "#000000", width: 1.4)
    }

    /// What the figure shows, in a sentence.
    private func summary(_ numbers: [String]) -> String {
        let all = zip(rows, numbers).map { $0.label + ": " + $1 }
        return "Forest plot. \(effectTitle) with \(levelText) intervals: " + all.joined(separator: "; ") + "."
    }
}
