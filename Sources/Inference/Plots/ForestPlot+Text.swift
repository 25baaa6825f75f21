extension ForestPlot {
    /// The estimates in characters, one line each, with their numbers at the right, above a common axis.
    /// - Parameter width: Columns in all.
    public func text(width: Int = 72, marks: TextMarks = .plain) -> String {
        let labelWidth = min(24, max(4, TextWidth.widest(rows.map(\.label))))
        let numbers = rows.map(Self.text)
        let margin = labelWidth + 2
        let columns = max(16, width - margin - TextWidth.widest(numbers) - 3)
        let scale = scale(from: 0, to: Double(columns - 1))
        let head = TextWidth.spaces(margin + columns + 1) + "\(levelText) interval"
        let lines = zip(rows, numbers).map { row, text in
            let label = TextWidth.right(String(row.label.prefix(labelWidth)), labelWidth)
            return label + " \(marks.vertical)" + TextWidth.left(line(row, scale, columns, marks), columns) + " " + text
        }
        let axis = TextAxis.lines(scale, ticks: ticks(scale), margin: margin, marks: marks)
        let foot = TextAxis.title(effectTitle, margin: margin, width: columns)
        return ((title.isEmpty ? [] : [title]) + [head] + lines + axis + [foot]).joined(separator: "\n")
    }

    /// `|----#-----|`, with `<` and `>` where the interval goes on beyond the axis.
    private func line(_ row: Row, _ scale: PlotScale, _ columns: Int, _ marks: TextMarks) -> String {
        var grid = TextGrid(width: columns, height: 1)
        func column(_ value: Double) -> Int { Int(scale.position(value).rounded()) }
        grid[column(reference), 0] = ":"
        guard let estimate = estimate(row) else { return grid.lines[0] }
        if let lower = row.lower, let upper = row.upper, !lower.isNaN, !upper.isNaN, lower <= upper {
            for index in column(lower)...column(upper) { grid[index, 0] = marks.horizontal }
            grid[column(lower), 0] = lower < scale.lower ? "<" : marks.vertical
            grid[column(upper), 0] = upper > scale.upper ? ">" : marks.vertical
        }
        grid[column(estimate), 0] = marks.point
        return grid.lines[0]
    }
}
