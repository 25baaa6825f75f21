import Foundation
import Study

/// Tables in the clear, for the tests of the interpreter.
struct CleartextTables {
    /// One cell: a scaled integer, a level's index, or missing.
    typealias Cell = Int128?

    private(set) var tables: [String: [String: [Cell]]] = [:]

    init() {}

    /// Reads the synthetic pilot tables that come with the project.
    init(codebook: Codebook, pilot: [String: String]) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Examples/pilot")
        for (table, file) in pilot {
            let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
            add(table, text: text, codebook: codebook)
        }
    }

    /// Adds a table from CSV without quotes.
    mutating func add(_ table: String, text: String, codebook: Codebook) {
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return }
        var columns: [String: [Cell]] = [:]
        for (place, name) in header.enumerated() {
            guard let column = codebook.column(named: name) else { continue }
            columns[name] = lines.dropFirst().map { $0[place].isEmpty ? nil : Self.cell($0[place], column) }
        }
        tables[table] = columns
    }

    private static func cell(_ text: String, _ column: Column) -> Cell {
        switch column.kind {
        case .factor(let levels): levels.firstIndex(of: text).map { Int128($0) }
        case .number(let scale): (try? scale.scaled(text)).map { Int128($0) }
        }
    }
}
