/// A data frame: columns of equal length side by side, below their names.
///
/// A list of kind `data.frame` has the columns as components; a component `.row.names` names the rows, which are numbered
/// otherwise.
///
/// Source: R's `print.data.frame`.
enum PrintedDataFrame {
    static func text(_ object: RObject, options: PrintOptions) -> String {
        let frame = DataFrame(object)
        let names = frame.columns.map(\.name)
        if names.isEmpty { return "data frame with 0 columns and \(frame.rowCount) rows" }
        if frame.rowCount == 0 {
            let header = PrintedVector(.texts(names), options: options.unquoted(alignsRight: false)).lines
            return (header + ["<0 rows> (or 0-length row.names)"]).joined(separator: "\n")
        }
        let plain = options.unquoted(alignsRight: true)
        let cells = frame.columns.map { PrintedCells.texts($0.values, options: plain) }
        return PrintedMatrix(
            columns: cells, rowCount: frame.rowCount, rowNames: frame.rowNames, columnNames: names, alignsRight: true,
            width: options.width
        ).lines.joined(separator: "\n")
    }
}
