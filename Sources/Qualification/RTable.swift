import Inference

/// A data frame or a matrix with names, column by column: what `summary`, `anova` and others give.
struct RTable {
    /// The names of the rows; empty where they have none.
    let rowNames: [String]
    /// The names of the columns.
    let names: [String]
    private let columns: [[JSONValue]]

    /// nil where the object is neither.
    init?(_ object: RObject?) {
        guard let object else { return nil }
        if case .list(let components) = object.content {
            names = object.names ?? []
            columns = components.map { RResult.list($0) }
            rowNames = object.dimensionNames?.first.flatMap { $0 } ?? RResult.texts(object["row.names"])
            guard names.count == columns.count else { return nil }
        } else if let dimensions = object.dimensions, dimensions.count == 2 {
            let values = RResult.list(object)
            let height = dimensions[0]
            guard values.count == height * dimensions[1] else { return nil }
            columns = (0..<dimensions[1]).map { Array(values[$0 * height..<($0 + 1) * height]) }
            rowNames = object.dimensionNames?.first.flatMap { $0 } ?? []
            names = object.dimensionNames?.dropFirst().first.flatMap { $0 } ?? []
        } else {
            // A matrix of one row that R has made a vector.
            names = object.names ?? []
            columns = RResult.list(object).map { [$0] }
            rowNames = []
        }
    }

    /// The column of one of these names; empty where there is none.
    func column(_ wanted: String...) -> [JSONValue] {
        guard let place = names.firstIndex(where: wanted.contains), columns.indices.contains(place) else { return [] }
        return columns[place]
    }

    /// The column at a place, counted from 0.
    func column(at place: Int) -> [JSONValue] { columns.indices.contains(place) ? columns[place] : [] }

    /// All columns by name.
    var json: JSONValue { .members(zip(names, columns).map { ($0, .list($1)) }) }
}
