import Study
import Wire

/// Walks through the records of a CSV file and checks them against the codebook.
struct RowReader {
    let text: TableText
    let file: String
    let codebook: Codebook
    let format: CSVFormat
    let limits: IntakeLimits

    private(set) var faults: FaultList
    private(set) var rows = 0
    private(set) var columns: [CheckedColumn]
    private(set) var ignoredColumns: [String] = []
    private(set) var identifiers: IdentifierColumn?
    private let cellReaders: [CellReader]
    private var scanner: CSVScanner
    private var places: [Int] = []
    private var cellCount = 0

    init(
        text: TableText, file: String, codebook: Codebook, format: CSVFormat, limits: IntakeLimits,
        identifierColumn: String? = nil
    ) {
        identifiers = identifierColumn.map { IdentifierColumn(name: $0) }
        self.text = text
        self.file = file
        self.codebook = codebook
        self.format = format
        self.limits = limits
        faults = FaultList(limit: limits.listedFaults)
        columns = codebook.columns.map { CheckedColumn(column: $0) }
        cellReaders = codebook.columns.map { CellReader(column: $0, mark: format.decimalMark) }
        scanner = CSVScanner(text.bytes, start: text.start, delimiter: .comma, limits: limits)
    }

    // MARK: Header

    /// Reads the names of the columns and, with them, settles the delimiter.
    mutating func readHeader() throws(BadTable) {
        let delimiter = try settledDelimiter()
        scanner = CSVScanner(text.bytes, start: text.start, delimiter: delimiter, limits: limits)
        var cells: [CSVScanner.Cell] = []
        do throws(CSVScanner.Fault) {
            _ = try scanner.next(into: &cells)
        } catch {
            throw BadTable(problem(for: error, row: 1))
        }
        let names = cells.map { text.string(of: $0) }
        let header = try Header(names: names, codebook: codebook, file: file, limits: limits)
        places = header.places
        cellCount = header.count
        ignoredColumns = header.ignored
        try identifiers?.find(in: names, codebook: codebook, file: file)
    }

    /// The delimiter that was stated, or the only one with which the header names columns of the study.
    private func settledDelimiter() throws(BadTable) -> CSVFormat.Delimiter {
        if let stated = format.delimiter { return stated }
        let known = Set(codebook.names)
        let proved = CSVFormat.Delimiter.allCases.compactMap { delimiter -> (CSVFormat.Delimiter, names: [String])? in
            var scanner = CSVScanner(text.bytes, start: text.start, delimiter: delimiter, limits: limits)
            var cells: [CSVScanner.Cell] = []
            guard (try? scanner.next(into: &cells)) == true else { return nil }
            let names = cells.map { text.string(of: $0) }
            return names.contains(where: known.contains) ? (delimiter, names) : nil
        }
        // A header of a single name reads the same either way, and then there is nothing to delimit.
        if proved.count == 2, proved[0].names != proved[1].names {
            throw BadTable(
                Problem(
                    "ambiguous-delimiter", "the first row can be read with commas and with semicolons between cells",
                    at: "\(file), row 1", mend: "keep commas or semicolons out of the names of columns"))
        }
        return proved.first?.0 ?? .comma
    }

    // MARK: Rows

    /// Reads all rows below the header; what is wrong is gathered in `faults`.
    mutating func readRows() throws(BadTable) {
        var cells: [CSVScanner.Cell] = []
        var row = 1
        var blankRows: [Int] = []
        while true {
            row += 1
            let line = scanner.line
            do throws(CSVScanner.Fault) {
                guard try scanner.next(into: &cells) else { break }
            } catch {
                // Nothing behind such a fault can be read with certainty.
                let problem = problem(for: error, row: row)
                faults.append(problem)
                return
            }
            if cells.allSatisfy({ text.trimmed($0).isEmpty }), !isLoneQuotedCell(cells) {
                blankRows.append(row)
                continue
            }
            report(&blankRows)
            guard rows < limits.rows else {
                faults.append(
                    Problem(
                        "table-too-large", "the table has more than \(limits.rows) rows", at: "\(file), row \(row)",
                        mend: "share it as several tables"))
                return
            }
            read(cells, place: place(row: row, line: line))
        }
        if rows == 0, faults.total == 0 {
            faults.append(
                Problem("no-rows", "the table has a header and no rows", at: file, mend: "add a row for each patient"))
        }
    }

    /// In a table of one column `""` is how a missing value is written, since an empty line would be a blank row.
    private func isLoneQuotedCell(_ cells: [CSVScanner.Cell]) -> Bool {
        cellCount == 1 && cells.count == 1 && cells[0].isQuoted
    }

    /// Blank rows between others are faults; at the end of the file they are nothing.
    private mutating func report(_ blankRows: inout [Int]) {
        for row in blankRows {
            let hint = cellCount == 1 ? "delete it, or write \"\" for a missing value" : "delete it"
            faults.append(Problem("blank-row", "a row between others is blank", at: "\(file), row \(row)", mend: hint))
        }
        blankRows.removeAll()
    }

    private mutating func read(_ cells: [CSVScanner.Cell], place: String) {
        rows += 1
        guard cells.count == cellCount else {
            let code = cells.count < cellCount ? "short-row" : "long-row"
            faults.append(
                Problem(
                    code, "the row has \(cells.count) cells, the header has \(cellCount)", at: place,
                    mend: "give every row as many cells as the header; put text that holds a delimiter in quotes"))
            return
        }
        if let cell = identifiers?.cell, let fault = identifiers?.append(text.string(of: cells[cell])) {
            faults.append(fault.problem(at: "\(place), column \(identifiers?.name ?? "")"))
        }
        for index in columns.indices {
            let content = text.content(of: cells[places[index]])
            switch cellReaders[index].read(content) {
            case .value(let value): columns[index].append(value)
            case .missing: columns[index].append(nil)
            case .bad(let fault):
                let name = columns[index].column.name
                let reader = cellReaders[index]
                faults.append(reader.problem(fault, at: "\(place), column \(name)"))
                columns[index].append(nil)
            }
        }
    }

    // MARK: Words

    private func place(row: Int, line: Int) -> String { CSVScanner.place(file, row: row, line: line) }

    private func problem(for fault: CSVScanner.Fault, row: Int) -> Problem {
        fault.problem(in: file, row: row, limits: limits)
    }
}
