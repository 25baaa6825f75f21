/// What an expression of the cases stands for, row by row, in the clear; nil is `NA`.
enum PlainValue: Sendable {
    case table(PlainTable)
    case numbers([PlainNumber?])
    case labels([String?], levels: [String])
    case truths([Bool?])
    case text(String)

    var count: Int {
        switch self {
        case .table(let table): table.rows
        case .numbers(let values): values.count
        case .labels(let values, _): values.count
        case .truths(let values): values.count
        case .text: 1
        }
    }

    /// As numbers; truth values count as 0 and 1.
    var asNumbers: [PlainNumber?]? {
        switch self {
        case .numbers(let values): values
        case .truths(let values): values.map { $0.map { PlainNumber($0 ? 1 : 0) } }
        default: nil
        }
    }

    /// The elements at these places; nil gives `NA`.
    func picking(_ places: [Int?]) -> PlainValue {
        switch self {
        case .table, .text: self
        case .numbers(let values): .numbers(places.map { $0.flatMap { values[$0] } })
        case .labels(let values, let levels): .labels(places.map { $0.flatMap { values[$0] } }, levels: levels)
        case .truths(let values): .truths(places.map { $0.flatMap { values[$0] } })
        }
    }

    /// This and more, one after the other, as R's `c` joins them.
    func joined(with other: PlainValue) -> PlainValue? {
        switch (self, other) {
        case (.labels(let own, let levels), .labels(let more, let moreLevels)):
            .labels(own + more, levels: levels + moreLevels.filter { !levels.contains($0) })
        case (.truths(let own), .truths(let more)): .truths(own + more)
        case (.numbers(let own), .numbers(let more)): .numbers(own + more)
        default: nil
        }
    }
}

/// A table in the clear.
struct PlainTable: Sendable {
    let rows: Int
    let columns: [String: PlainValue]

    /// The rows where the condition is true; false and missing ones are dropped, as R's `subset` does.
    func selecting(_ condition: [Bool?]) -> PlainTable {
        let places = condition.indices.filter { condition[$0] == true }
        return PlainTable(rows: places.count, columns: columns.mapValues { $0.picking(places) })
    }
}
