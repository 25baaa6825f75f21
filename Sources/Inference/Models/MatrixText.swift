/// A matrix as R's `print` lays it out: columns right-aligned below their titles, row names on the left.
struct MatrixText {
    /// One column.
    struct Column {
        var title: String
        var cells: [String]

        /// Numbers in R's common format of a column.
        static func numbers(_ title: String, _ values: [Double?], digits: Int = 7) -> Column {
            Column(title: title, cells: RFormat.texts(values, digits: digits))
        }
    }

    /// The row names; empty texts for none.
    var rowNames: [String]
    /// The columns.
    var columns: [Column]
    /// The width of a line, R's `options(width = 80)`; columns that do not fit go below.
    var width = 80

    /// The lines, with an end of line after each.
    var text: String {
        let names = Self.padded([""] + rowNames, left: true)
        var (blocks, current): ([[[String]]], [[String]]) = ([], [])
        var used = names[0].count
        for column in columns {
            let cells = Self.padded([column.title] + column.cells, left: false)
            let next = cells[0].count + 1
            if !current.isEmpty, used + next > width {
                blocks.append(current)
                (current, used) = ([], names[0].count)
            }
            current.append(cells)
            used += next
        }
        blocks.append(current)
        return blocks.flatMap { block in
            names.indices.map { row in ([names[row]] + block.map { $0[row] }).joined(separator: " ") + "\n" }
        }.joined()
    }

    /// Texts brought to one width.
    static func padded(_ texts: [String], left: Bool) -> [String] {
        let width = texts.map(\.count).max() ?? 0
        return texts.map { text in
            let space = String(repeating: " ", count: width - text.count)
            return left ? text + space : space + text
        }
    }

    /// A named vector: elements in cells of one width below their names, as many a line as fit.
    static func vector(_ cells: [String], names: [String], gap: Int = 1, width: Int = 80) -> String {
        let space = String(repeating: " ", count: gap)
        let all = padded(names + cells, left: false)
        let perLine = max(1, width / ((all.first?.count ?? 0) + gap))
        return stride(from: 0, to: cells.count, by: perLine).map { first in
            let range = first..<min(first + perLine, cells.count)
            let lines = [range.map { all[$0] }, range.map { all[names.count + $0] }]
            return lines.map { $0.joined(separator: space) + space + "\n" }.joined()
        }.joined()
    }
}
