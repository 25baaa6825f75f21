/// A vector: with the index of the first element before each line, or in columns below names.
///
/// Source: R's `print.default`.
struct PrintedVector {
    let object: RObject
    let options: PrintOptions

    init(_ object: RObject, options: PrintOptions) {
        self.object = object
        self.options = options
    }

    var lines: [String] {
        guard object.count > 0 else { return [PrintedCells.empty(object)] }
        let cells = PrintedCells.texts(object, options: options)
        guard let names = object.elementNames else { return indexed(cells) }
        let title = object.wholeDimensions?.count == 1 ? object.title(ofDimension: 0) : nil
        return (title.map { [$0] } ?? []) + Self.named(cells, names: names, width: options.width)
    }

    /// `[1] 1 2 3`, wrapped.
    private func indexed(_ cells: [String]) -> [String] {
        let label = String(cells.count).count + 2
        let width = TextWidth.widest(cells)
        let isText = if case .texts = object.content { true } else { false }
        let perLine = max(1, (options.width - label) / (width + 1))
        return stride(from: 0, to: cells.count, by: perLine).map { first in
            let line = cells[first..<min(cells.count, first + perLine)].map {
                " " + (isText && !options.alignsRight ? TextWidth.left($0, width) : TextWidth.right($0, width))
            }
            return TextWidth.right("[\(first + 1)]", label) + line.joined()
        }
    }

    /// Names above elements, wrapped; each column ends with a space.
    static func named(_ cells: [String], names: [String], width: Int) -> [String] {
        let labels = names.map { QuotedText.escaped($0) }
        let column = max(TextWidth.widest(cells), TextWidth.widest(labels))
        let perLine = max(1, width / (column + 1))
        return stride(from: 0, to: cells.count, by: perLine).flatMap { first in
            let range = first..<min(cells.count, first + perLine)
            return [labels[range], cells[range]].map { row in
                row.map { TextWidth.right($0, column) + " " }.joined()
            }
        }
    }
}
