extension KaplanMeierPlot {
    /// The curves in characters, with a legend and the numbers at risk below the time axis.
    /// - Parameters:
    ///   - width: Columns in all.
    ///   - height: Lines of the area in which the curves lie.
    ///   - marks: Which characters to draw with.
    public func text(width: Int = 72, height: Int = 20, marks: TextMarks = .plain) -> String {
        let labelWidth = min(18, max(4, TextWidth.widest(curves.map(\.label))))
        let margin = labelWidth + 2
        let (columns, rows) = (max(16, width - margin - 2), max(5, height))
        let (lower, upper) = timeRange
        let scale = PlotScale(lower: lower, upper: upper, start: 0, end: Double(columns - 1))
        var grid = TextGrid(width: columns, height: rows)
        for index in curves.indices { draw(index, on: &grid, scale: scale, marks: marks) }
        if !note.isEmpty { grid.write(note, column: 1, row: rows - 1) }
        var lines = title.isEmpty ? [] : [TextAxis.title(title, margin: margin, width: columns), ""]
        let levels = Dictionary(
            [1, 0.75, 0.5, 0.25, 0].map { (Int(((1 - $0) * Double(rows - 1)).rounded()), $0) },
            uniquingKeysWith: { a, _ in a })
        for (row, line) in grid.lines.enumerated() {
            let label = levels[row].map { RFormat.fixed($0, places: 2) } ?? ""
            let edge = levels[row] == nil ? marks.vertical : marks.leftTick
            lines.append(TextWidth.right(label, labelWidth) + " " + String(edge) + line)
        }
        lines += TextAxis.lines(scale, ticks: ticks, margin: margin, marks: marks)
        lines.append(TextAxis.title(timeTitle, margin: margin, width: columns))
        return (lines + legend(marks, width: width) + risk(scale, margin: margin)).joined(separator: "\n")
    }

    /// One curve, column by column; where it drops, down along the column.
    private func draw(_ index: Int, on grid: inout TextGrid, scale: PlotScale, marks: TextMarks) {
        let (curve, pen) = (curves[index], pen(index, marks))
        let last = Int(scale.position(curve.end).rounded())
        let step = (scale.upper - scale.lower) / (scale.end - scale.start)
        var previous: Int?
        for column in 0...last {
            let time = column == last ? curve.end : scale.lower + Double(column) * step
            guard let survival = curve.survival(at: time) else { break }
            let row = self.row(survival, of: grid)
            if let previous, previous < row {
                put(pen.top, column, previous, on: &grid)
                for between in (previous + 1)..<row { put(pen.vertical, column, between, on: &grid) }
                put(pen.bottom, column, row, on: &grid)
            } else {
                put(pen.horizontal, column, row, on: &grid)
            }
            previous = row
        }
        for censoring in curve.censored {
            guard let survival = curve.survival(at: censoring.time) else { continue }
            grid[Int(scale.position(censoring.time).rounded()), row(survival, of: grid)] = "+"
        }
    }

    private func row(_ survival: Double, of grid: TextGrid) -> Int {
        Int(((1 - min(1, max(0, survival))) * Double(grid.height - 1)).rounded())
    }

    /// Draws a character; cells of several curves show that.
    private func put(_ character: Character, _ column: Int, _ row: Int, on grid: inout TextGrid) {
        grid[column, row] = grid[column, row] == " " ? character : "&"
    }

    private func pen(_ index: Int, _ marks: TextMarks) -> CurvePen {
        if curves.count == 1 { return marks == .plain ? .plain : .light }
        let drawn: [CurvePen] = marks == .plain ? [] : [.light, .heavy, .double]
        return index < drawn.count ? drawn[index] : CurvePen(PlotPalette.mark(index))
    }

    private func legend(_ marks: TextMarks, width: Int) -> [String] {
        let groups = curves.indices.filter { !curves[$0].label.isEmpty }.map { index in
            let mark = pen(index, marks).horizontal
            return "\(mark)\(mark)\(mark) " + curves[index].label
        }
        let several = curves.count > 1 ? ["& several"] : []
        let censored = curves.contains { !$0.censored.isEmpty } ? ["+ censored"] : []
        var lines: [String] = []
        for entry in groups + censored + several {
            if let last = lines.last, TextWidth.of(last) + 3 + TextWidth.of(entry) <= width {
                lines[lines.count - 1] = last + "   " + entry
            } else {
                lines.append(entry)
            }
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    private func risk(_ scale: PlotScale, margin: Int) -> [String] {
        guard curves.contains(where: { $0.atRisk.count == ticks.count }), !ticks.isEmpty else { return [] }
        return ["", "Number at risk"]
            + curves.map { curve in
                var grid = TextGrid(width: margin + Int(scale.end) + 5, height: 1)
                grid.write(String(curve.label.prefix(margin - 2)), column: 0, row: 0)
                for (tick, count) in zip(ticks, curve.atRisk) {
                    let text = count.map { String($0) } ?? "NA"
                    let column = margin + Int(scale.position(tick).rounded())
                    grid.write(text, column: column - (text.count - 1) / 2, row: 0)
                }
                return grid.lines[0]
            }
    }
}

/// The characters of one curve.
private struct CurvePen {
    let horizontal: Character
    let vertical: Character
    /// Where a step leaves the upper level.
    let top: Character
    /// Where it reaches the lower one.
    let bottom: Character

    init(_ horizontal: Character, _ vertical: Character, _ top: Character, _ bottom: Character) {
        self.horizontal = horizontal
        self.vertical = vertical
        self.top = top
        self.bottom = bottom
    }

    init(_ mark: Character) { self.init(mark, mark, mark, mark) }

    static let plain = CurvePen("-", "|", ".", "'")
    static let light = CurvePen("─", "│", "┐", "└")
    static let heavy = CurvePen("━", "┃", "┓", "┗")
    static let double = CurvePen("═", "║", "╗", "╚")
}
