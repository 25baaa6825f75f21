/// The columns and row names of a list of kind `data.frame`.
///
/// Source: R's `data.frame`; a matrix among the columns counts as several, named `name.column`.
struct DataFrame {
    let columns: [(name: String, values: RObject)]
    let rowNames: [String]
    var rowCount: Int { rowNames.count }

    init(_ object: RObject) {
        guard case .list(let components) = object.content else {
            (columns, rowNames) = ([], [])
            return
        }
        let names = object.names ?? []
        let named = components.enumerated().map { ($0 < names.count ? names[$0] : "V\($0 + 1)", $1) }
        let given = named.first { $0.0 == ".row.names" }.map { PrintedCells.plain($0.1) }
        let all = named.filter { $0.0 != ".row.names" }.flatMap { Self.split($0.0, $0.1) }
        let count = given?.count ?? all.map(\.values.count).min() ?? 0
        columns = all.filter { $0.values.count == count }
        rowNames = given ?? (0..<count).map { String($0 + 1) }
    }

    private static func split(_ name: String, _ values: RObject) -> [(name: String, values: RObject)] {
        guard let sizes = values.wholeDimensions, sizes.count == 2 else { return [(name, values)] }
        let labels = values.names(alongDimension: 1)
        return (0..<sizes[1]).map { column in
            (
                name + "." + (labels?[column] ?? String(column + 1)),
                values.elements(column * sizes[0]..<(column + 1) * sizes[0])
            )
        }
    }
}

extension RObject {
    /// Some elements as a plain vector.
    func elements(_ range: Range<Int>) -> RObject {
        let part: Content =
            switch content {
            case .null: .null
            case .numbers(let values): .numbers(Array(values[range]))
            case .texts(let values): .texts(Array(values[range]))
            case .logicals(let values): .logicals(Array(values[range]))
            case .list(let values): .list(Array(values[range]))
            }
        var result = RObject(part)
        result.isInteger = isInteger
        return result
    }
}

extension PrintedCells {
    /// Each element as `as.character` writes it; `NA` is a text here.
    static func plain(_ object: RObject) -> [String] {
        switch object.content {
        case .numbers(let values): object.isInteger ? values.map(whole) : values.map { RFormat.text($0) }
        case .texts(let values): values.map { $0 ?? "NA" }
        case .logicals(let values): values.map { $0.map { $0 ? "TRUE" : "FALSE" } ?? "NA" }
        case .null: []
        case .list(let components): components.flatMap(plain)
        }
    }
}
