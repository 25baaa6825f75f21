import Wire

extension CSVScanner.Fault {
    /// The problem that a record cannot be read, with its place in a file.
    func problem(in file: String, row: Int, limits: IntakeLimits) -> Problem {
        switch self {
        case .openQuote(let line):
            Problem(
                "open-quote", "a quoted cell is never closed", at: CSVScanner.place(file, row: row, line: line),
                mend: "close the quote, and write a quote within a quoted cell twice")
        case .strayQuote(let line):
            Problem(
                "stray-quote", "a quote stands within a cell that does not begin with one",
                at: CSVScanner.place(file, row: row, line: line),
                mend: "put the whole cell in quotes and write the quote within it twice")
        case .textAfterQuote(let line):
            Problem(
                "stray-quote", "something follows the closing quote of a cell",
                at: CSVScanner.place(file, row: row, line: line),
                mend: "write a quote within a quoted cell twice")
        case .longCell(let line):
            Problem(
                "table-too-large", "a cell is longer than \(limits.cellBytes) bytes",
                at: CSVScanner.place(file, row: row, line: line),
                mend: "look for a quote that is not closed")
        case .manyCells(let line):
            Problem(
                "table-too-large", "a row has more than \(limits.columns) cells",
                at: CSVScanner.place(file, row: row, line: line),
                mend: "remove columns that the study does not have")
        case .loneReturn(let line):
            Problem(
                "bad-line-end", "a line ends in a way that cannot be read",
                at: CSVScanner.place(file, row: row, line: line),
                mend: "save the file with the line ends of Windows or Linux")
        }
    }
}

extension CSVScanner {
    /// A row as a spreadsheet counts it, and the line of the file where that differs.
    static func place(_ file: String, row: Int, line: Int) -> String {
        line == row ? "\(file), row \(row)" : "\(file), row \(row) (line \(line))"
    }
}
