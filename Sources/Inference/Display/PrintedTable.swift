/// A table of counts or shares: one format for all cells, titles of the dimensions above them, nothing where a cell is `NA`.
///
/// Source: R's `print.table`.
enum PrintedTable {
    static func text(_ object: RObject, options: PrintOptions) -> String {
        let sizes = object.wholeDimensions ?? [object.count]
        if object.count == 0 { return "< table of extent " + sizes.map(String.init).joined(separator: " x ") + " >" }
        let plain = options.unquoted(alignsRight: object.isNumeric)
        let cells = PrintedCells.texts(object, options: plain)
        let width = object.isNumeric ? TextWidth.widest(cells) : 0
        var texts = object
        texts.kind = nil
        texts.content = .texts(zip(cells, missing(object)).map { $1 ? "" : TextWidth.right($0, width) })
        return PrintedShape.text(texts, options: plain)
    }

    private static func missing(_ object: RObject) -> [Bool] {
        switch object.content {
        case .numbers(let values): values.map { $0?.isNaN ?? true }
        case .texts(let values): values.map { $0 == nil }
        case .logicals(let values): values.map { $0 == nil }
        case .null, .list: Array(repeating: false, count: object.count)
        }
    }
}

extension RObject {
    /// Whether it holds numbers.
    var isNumeric: Bool { if case .numbers = content { true } else { false } }
}
