/// A horizontal axis of a text plot: a line with ticks and the numbers below.
enum TextAxis {
    /// Two lines as wide as the scale, after as many spaces as the margin is wide; the corner stands before the first
    /// column.
    static func lines(_ scale: PlotScale, ticks: [Double], margin: Int, marks: TextMarks) -> [String] {
        let width = margin + Int(scale.end) + 1
        var grid = TextGrid(width: width + 4, height: 2)
        for column in margin..<width { grid[column, 0] = marks.horizontal }
        grid[margin - 1, 0] = marks.corner
        var free = 0
        for (tick, label) in zip(ticks, RFormat.texts(ticks)) {
            let column = margin + Int(scale.position(tick).rounded())
            grid[column, 0] = marks.bottomTick
            let start = max(0, column - (label.count - 1) / 2)
            guard start >= free else { continue }
            grid.write(label, column: start, row: 1)
            free = start + label.count + 1
        }
        return grid.lines
    }

    /// A text about the middle of the axis.
    static func title(_ text: String, margin: Int, width: Int) -> String {
        TextWidth.spaces(margin + max(0, (width - TextWidth.of(text)) / 2)) + text
    }
}
