/// Characters in rows and columns, to draw on.
struct TextGrid {
    let width: Int
    let height: Int
    private var cells: [[Character]]

    init(width: Int, height: Int) {
        self.width = max(1, width)
        self.height = max(1, height)
        cells = Array(repeating: Array(repeating: " ", count: self.width), count: self.height)
    }

    /// The character at a place; nothing is drawn outside the grid.
    subscript(column: Int, row: Int) -> Character {
        get { cells.indices.contains(row) && cells[row].indices.contains(column) ? cells[row][column] : " " }
        set { if cells.indices.contains(row), cells[row].indices.contains(column) { cells[row][column] = newValue } }
    }

    /// Writes a text from a column on.
    mutating func write(_ text: String, column: Int, row: Int) {
        for (offset, character) in text.enumerated() { self[column + offset, row] = character }
    }

    /// Writes a text about a column, moved so that it stays on the grid.
    mutating func writeCentred(_ text: String, column: Int, row: Int) {
        let start = min(max(0, column - (text.count - 1) / 2), max(0, width - text.count))
        write(text, column: start, row: row)
    }

    /// The rows without spaces at their ends.
    var lines: [String] { cells.map { String($0).trimmingSpacesAtEnd } }
}

extension String {
    /// Without the spaces at its end.
    var trimmingSpacesAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
