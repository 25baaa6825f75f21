import Foundation
import Study
public import Wire

/// A table as a file has it: names and cells as texts, checked against nothing. Never printed.
public struct RawTable: Sendable, CustomStringConvertible, CustomReflectable {
    /// The name of the file, for messages.
    public let file: String
    /// The names in the first row.
    public let names: [String]
    /// The cells, column by column, outer spaces removed; an empty text where a value is missing.
    public let columns: [[String]]

    /// A table of these columns, which are equally long.
    public init(file: String, names: [String], columns: [[String]]) {
        self.file = file
        self.names = names
        self.columns = columns
    }

    /// Rows below the header.
    public var rows: Int { columns.first?.count ?? 0 }
    /// The cells of a column; nil where there is none of this name.
    public func column(_ name: String) -> [String]? { names.firstIndex(of: name).map { columns[$0] } }
    /// Tells the size only.
    public var description: String { "RawTable(\(rows) rows, \(columns.count) columns)" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension RawTable {
    /// Reads a CSV file.
    public init(
        csvFile path: String, format: CSVFormat = CSVFormat(), limits: IntakeLimits = IntakeLimits()
    ) throws(Problem) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "no-file", "the table cannot be read", at: path, mend: "check the name and that you may read it")
        }
        let name = URL(fileURLWithPath: path).lastPathComponent
        try self.init(csv: Array(data), file: name, format: format, limits: limits)
    }

    /// Reads the bytes of a CSV file; `file` is its name for messages.
    ///
    /// Where the delimiter is not stated, it is the one that cuts the first row into more cells.
    public init(
        csv bytes: [UInt8], file: String, format: CSVFormat = CSVFormat(), limits: IntakeLimits = IntakeLimits()
    ) throws(Problem) {
        let text = try TableText(bytes, file: file, limits: limits)
        let delimiter = try Self.delimiter(of: text, file, format, limits)
        var scanner = CSVScanner(text.bytes, start: text.start, delimiter: delimiter, limits: limits)
        let header = try Self.record(&scanner, text, file, row: 1, limits) ?? []
        for name in header where !name.isEmpty && header.count(where: { $0 == name }) > 1 {
            throw Problem(
                "duplicate-column", "the table has the column \(name.quotedForPeople) several times",
                at: "\(file), row 1", mend: "keep one of them")
        }
        var columns = [[String]](repeating: [], count: header.count)
        var row = 1
        while true {
            row += 1
            let line = scanner.line
            guard let cells = try Self.record(&scanner, text, file, row: row, limits) else { break }
            if cells.allSatisfy(\.isEmpty), header.count > 1 || scanner.position >= bytes.count { continue }
            guard cells.count == header.count else {
                throw Problem(
                    cells.count < header.count ? "short-row" : "long-row",
                    "the row has \(cells.count) cells, the header has \(header.count)",
                    at: CSVScanner.place(file, row: row, line: line),
                    mend: "give every row as many cells as the header; put text that holds a delimiter in quotes")
            }
            for (index, cell) in cells.enumerated() { columns[index].append(cell) }
        }
        self.init(file: file, names: header, columns: columns)
    }

    private static func record(
        _ scanner: inout CSVScanner, _ text: TableText, _ file: String, row: Int, _ limits: IntakeLimits
    ) throws(Problem) -> [String]? {
        var cells: [CSVScanner.Cell] = []
        do throws(CSVScanner.Fault) {
            guard try scanner.next(into: &cells) else { return nil }
        } catch {
            throw error.problem(in: file, row: row, limits: limits)
        }
        return cells.map { text.string(of: $0) }
    }

    private static func delimiter(
        of text: TableText, _ file: String, _ format: CSVFormat, _ limits: IntakeLimits
    ) throws(Problem) -> CSVFormat.Delimiter {
        if let stated = format.delimiter { return stated }
        let counts = CSVFormat.Delimiter.allCases.map { delimiter in
            var scanner = CSVScanner(text.bytes, start: text.start, delimiter: delimiter, limits: limits)
            var cells: [CSVScanner.Cell] = []
            return (delimiter, (try? scanner.next(into: &cells)) == true ? cells.count : 0)
        }
        let most = counts.map(\.1).max() ?? 1
        let best = counts.filter { $0.1 == most }
        guard best.count == 1 || most <= 1 else {
            throw Problem(
                "ambiguous-delimiter", "the first row can be read with commas and with semicolons between cells",
                at: "\(file), row 1", mend: "keep commas or semicolons out of the names of columns")
        }
        return best.first?.0 ?? .comma
    }
}

extension RawTable {
    /// The table as a CSV file with commas, every cell that needs it in quotes.
    public var csv: [UInt8] {
        var text = names.map(Self.quoted).joined(separator: ",") + "\n"
        for row in 0..<rows {
            let cells = columns.map { Self.quoted($0[row]) }
            text += (cells == [""] ? "\"\"" : cells.joined(separator: ",")) + "\n"
        }
        return Array(text.utf8)
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
    }
}
