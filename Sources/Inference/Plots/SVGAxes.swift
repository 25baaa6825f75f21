extension SVGDocument {
    /// A horizontal axis: a line, ticks, numbers and the title below.
    mutating func horizontalAxis(
        _ scale: PlotScale, ticks: [Double], at y: Double, from: Double, to: Double, title: String
    ) {
        line(from, y, to, y)
        for (tick, label) in zip(ticks, Self.labels(ticks, scale)) {
            let x = scale.position(tick)
            line(x, y, x, y + 5)
            write(label, x, y + 19, anchor: .middle)
        }
        write(title, (from + to) / 2, y + 40, anchor: .middle, size: 13)
    }

    /// A vertical axis: a line, ticks, numbers and the title to the left.
    mutating func verticalAxis(_ scale: PlotScale, ticks: [Double], at x: Double, title: String) {
        line(x, scale.start, x, scale.end)
        for (tick, label) in zip(ticks, RFormat.texts(ticks)) {
            let y = scale.position(tick)
            line(x - 5, y, x, y)
            write(label, x - 9, y + 4, anchor: .end)
        }
        write(title, x - 46, (scale.start + scale.end) / 2, anchor: .middle, size: 13, isVertical: true)
    }

    /// Numbers in one format; on a logarithmic axis each in its own.
    private static func labels(_ ticks: [Double], _ scale: PlotScale) -> [String] {
        scale.isLogarithmic ? ticks.map { RFormat.texts([$0])[0] } : RFormat.texts(ticks)
    }
}
