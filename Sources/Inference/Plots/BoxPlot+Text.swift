extension BoxPlot {
    /// The boxes in characters, one line each, above a common axis.
    /// - Parameter width: Columns in all.
    public func text(width: Int = 72, marks: TextMarks = .plain) -> String {
        let labelWidth = min(24, TextWidth.widest(boxes.map(\.label)))
        let margin = labelWidth + 2
        let columns = max(16, width - margin - 2)
        let ticks = PrettyTicks.covering(range.lower, range.upper)
        let scale = PlotScale(
            lower: ticks.first ?? 0, upper: ticks.last ?? 1, start: 0, end: Double(columns - 1))
        let rows = boxes.flatMap { box in
            let label = TextWidth.right(String(box.label.prefix(labelWidth)), labelWidth)
            return ["", label].map { TextWidth.right($0, labelWidth) + " \(marks.vertical)" }.enumerated().map {
                $0 == 0 ? $1 : $1 + line(box, scale, columns, marks)
            }
        }
        let axis = TextAxis.lines(scale, ticks: ticks, margin: margin, marks: marks)
        return
            ((title.isEmpty ? [] : [TextAxis.title(title, margin: margin, width: columns)]) + rows + axis
            + [TextAxis.title(valueTitle, margin: margin, width: columns)]).joined(separator: "\n")
    }

    /// `|---[==|====]-----|  o`
    private func line(_ box: Box, _ scale: PlotScale, _ columns: Int, _ marks: TextMarks) -> String {
        var grid = TextGrid(width: columns, height: 1)
        func column(_ value: Double) -> Int { Int(scale.position(value).rounded()) }
        for index in column(box.lowerWhisker)...max(column(box.lowerWhisker), column(box.upperWhisker)) {
            grid[index, 0] = marks.horizontal
        }
        for index in column(box.lowerHinge)...max(column(box.lowerHinge), column(box.upperHinge)) {
            grid[index, 0] = marks.box
        }
        for value in box.outliers { grid[column(value), 0] = marks.outlier }
        for value in [box.lowerWhisker, box.upperWhisker] { grid[column(value), 0] = marks.vertical }
        grid[column(box.lowerHinge), 0] = "["
        grid[column(box.upperHinge), 0] = "]"
        grid[column(box.median), 0] = marks.vertical
        return grid.lines[0]
    }
}
