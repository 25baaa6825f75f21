public import Study

/// The tables of a study in the clear. For tests only.
public struct CleartextTables: Sendable {
    /// One cell: a scaled integer, a level's index, or missing.
    public typealias Cell = Int128?

    /// By table and column.
    public private(set) var tables: [String: [String: [Cell]]] = [:]

    /// No tables.
    public init() {}

    /// Adds a table from CSV without quotes.
    public mutating func add(_ table: String, text: String, codebook: Codebook) {
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return }
        var columns: [String: [Cell]] = [:]
        for (place, name) in header.enumerated() {
            guard let column = codebook.column(named: name) else { continue }
            columns[name] = lines.dropFirst().map { $0[place].isEmpty ? nil : Self.cell($0[place], column) }
        }
        add(table, columns: columns)
    }

    /// Adds a table by its columns.
    public mutating func add(_ table: String, columns: [String: [Cell]]) { tables[table] = columns }

    private static func cell(_ text: String, _ column: Column) -> Cell {
        switch column.kind {
        case .factor(let levels): levels.firstIndex(of: text).map { Int128($0) }
        case .number(let scale): (try? scale.scaled(text)).map { Int128($0) }
        }
    }
}
