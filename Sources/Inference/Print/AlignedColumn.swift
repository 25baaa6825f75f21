/// Columns of text of the same width.
enum AlignedColumn {
    /// Filled with blanks on the left, or on the right, to the widest.
    static func padded(_ texts: [String], left: Bool = true, width: Int = 0) -> [String] {
        let width = max(width, texts.map(\.count).max() ?? 0)
        return texts.map { text in
            let blanks = String(repeating: " ", count: width - text.count)
            return left ? blanks + text : text + blanks
        }
    }

    /// A table with row names on the left and a heading over each column.
    static func table(rowNames: [String], columns: [(heading: String, cells: [String])], left: Bool = true) -> String {
        var blocks = [padded([""] + rowNames, left: false)]
        for column in columns { blocks.append(padded([column.heading] + column.cells, left: left)) }
        return (0...rowNames.count).map { row in blocks.map { $0[row] }.joined(separator: " ") + "\n" }.joined()
    }

    /// Named numbers under their names, as many as fit into 80 columns on a line.
    static func named(_ names: [String], _ values: [Double?], digits: Int) -> String {
        let cells = padded(names + RFormat.texts(values, digits: digits))
        let perLine = max(1, 80 / ((cells.first?.count ?? 0) + 1))
        return stride(from: 0, to: names.count, by: perLine).map { start in
            let range = start..<min(names.count, start + perLine)
            return range.map { cells[$0] + " " }.joined() + "\n"
                + range.map { cells[names.count + $0] + " " }.joined() + "\n"
        }.joined()
    }

    /// Words filled into lines of at most 71 columns, as `strwrap` does.
    static func wrapped(_ text: String, prefix: String = "") -> String {
        var (lines, line) = ([String](), "")
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > 71 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).map { prefix + $0 + "\n" }.joined()
    }
}
