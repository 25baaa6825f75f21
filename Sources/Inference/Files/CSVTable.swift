/// The lines of a CSV file: fields as they stand there, quoted already.
///
/// Source: R's `write.csv`: texts, names and headers in quotation marks, numbers with up to 15 significant digits, `NA` for
/// what is not available.
struct CSVTable {
    let header: [String]
    let rows: [[String]]

    /// Columns below their names, each row after its name.
    init(rowNames: [String], columns: [(name: String, fields: [String])]) {
        header = ([""] + columns.map(\.name)).map(Self.quoted)
        rows = rowNames.indices.map { row in
            [Self.quoted(rowNames[row])] + columns.map { $0.fields[row] }
        }
    }

    /// Rows without names.
    init(header: [String], rows: [[String]]) {
        self.header = header.map(Self.quoted)
        self.rows = rows
    }

    /// All lines, each with a newline.
    var text: String { ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined() }

    /// A text in quotation marks; those within are doubled.
    static func quoted(_ text: String) -> String {
        "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }

    /// A name as `data.frame` makes it: with points for what no name in R's grammar may hold.
    ///
    /// Source: R's `make.names`.
    static func columnName(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isLetter = scalars.first.map { $0.properties.isAlphabetic || $0 == "." } ?? false
        let points = scalars.map { Self.mayStandInName($0) ? $0 : "." }
        let name = (isLetter ? "" : "X") + String(String.UnicodeScalarView(points))
        if QuotedText.isSyntactic(name) { return name }
        return QuotedText.isSyntactic(name + ".") ? name + "." : "X" + name
    }

    private static func mayStandInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal || scalar == "_"
    }

    /// The elements of a vector.
    static func fields(_ object: RObject) -> [String] {
        switch object.content {
        case .numbers(let values):
            values.map { $0.flatMap { $0.isNaN ? nil : number($0, object) } ?? "NA" }
        case .texts(let values): values.map { $0.map(quoted) ?? "NA" }
        case .logicals(let values): values.map { $0.map { $0 ? "TRUE" : "FALSE" } ?? "NA" }
        case .null: []
        case .list(let components):
            components.map { quoted(PrintedCells.plain($0).joined(separator: ", ")) }
        }
    }

    private static func number(_ value: Double, _ object: RObject) -> String {
        object.isInteger ? PrintedCells.whole(value) : RFormat.text(value)
    }
}
