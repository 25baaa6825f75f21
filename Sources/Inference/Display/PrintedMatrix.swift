/// A matrix: each column in its own format, rows and columns labelled, columns that do not fit below the others.
///
/// Source: R's `print.default` of a matrix.
struct PrintedMatrix {
    /// The texts of the cells, column by column.
    let columns: [[String]]
    let rowNames: [String]?
    let columnNames: [String]?
    let rowTitle: String?
    let columnTitle: String?
    let rowCount: Int
    let alignsRight: Bool
    let width: Int

    /// A matrix, or the slice of an array that begins at an element.
    init(_ object: RObject, first: Int = 0, options: PrintOptions) {
        let sizes = object.dimensions ?? []
        let (rows, count) = (sizes.first ?? 0, sizes.count > 1 ? sizes[1] : 0)
        columns = (0..<count).map { column in
            let start = first + column * rows
            return PrintedCells.texts(object, in: start..<(start + rows), options: options)
        }
        rowCount = rows
        rowNames = object.names(alongDimension: 0)
        columnNames = object.names(alongDimension: 1)
        rowTitle = object.title(ofDimension: 0)
        columnTitle = object.title(ofDimension: 1)
        let isText = if case .texts = object.content { true } else { false }
        alignsRight = options.alignsRight || !isText
        width = options.width
    }

    /// A matrix of texts as they are.
    init(
        columns: [[String]], rowCount: Int, rowNames: [String]?, columnNames: [String]?, alignsRight: Bool, width: Int
    ) {
        self.columns = columns
        self.rowCount = rowCount
        self.rowNames = rowNames
        self.columnNames = columnNames
        (rowTitle, columnTitle) = (nil, nil)
        self.alignsRight = alignsRight
        self.width = width
    }

    var lines: [String] {
        if rowCount == 0, columns.isEmpty { return ["<0 x 0 matrix>"] }
        let labels = rowLabels
        let start = labels.map(TextWidth.of).max() ?? 0
        let headers = columns.indices.map(header)
        let widths = zip(columns, headers).map { max(TextWidth.widest($0), TextWidth.of($1)) + 1 }
        if columns.isEmpty { return block(labels, headers: [], widths: [], range: 0..<0) }
        var (result, first): ([String], Int) = ([], 0)
        while first < columns.count {
            var (last, used) = (first, start)
            repeat {
                used += widths[last]
                last += 1
            } while last < columns.count && used + widths[last] < width
            result += block(labels, headers: headers, widths: widths, range: first..<last)
            first = last
        }
        return result
    }

    /// Some columns with the row labels before them.
    private func block(_ labels: [String], headers: [String], widths: [Int], range: Range<Int>) -> [String] {
        var result: [String] = []
        if let columnTitle { result.append(TextWidth.spaces(TextWidth.of(labels[0])) + columnTitle) }
        result.append(labels[0] + range.map { align(headers[$0], widths[$0]) }.joined())
        for row in 0..<rowCount {
            result.append(labels[row + 1] + range.map { align(columns[$0][row], widths[$0]) }.joined())
        }
        return result
    }

    private func align(_ text: String, _ width: Int) -> String {
        alignsRight ? TextWidth.right(text, width) : " " + TextWidth.left(text, width - 1)
    }

    private func header(_ column: Int) -> String {
        columnNames.map { QuotedText.escaped($0[column]) } ?? "[,\(column + 1)]"
    }

    /// The title of the rows and the label of each row, all of one width; labels are indented below a title.
    private var rowLabels: [String] {
        let plain = rowNames.map { $0.map { QuotedText.escaped($0) } } ?? (0..<rowCount).map { "[\($0 + 1),]" }
        let labelWidth = max(TextWidth.widest(plain), rowNames == nil ? String(rowCount).count + 3 : 0)
        let titleWidth = rowTitle.map(TextWidth.of) ?? 0
        let offset = rowTitle == nil ? 0 : max(2, titleWidth - labelWidth)
        let width = labelWidth + offset
        return [TextWidth.left(rowTitle ?? "", width)]
            + plain.map {
                rowNames == nil ? TextWidth.right($0, width) : TextWidth.left(TextWidth.spaces(offset) + $0, width)
            }
    }
}
