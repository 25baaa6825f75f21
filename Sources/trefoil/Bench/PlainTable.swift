import Foundation

/// The rows that a benchmark shares, in the clear, by column.
struct PlainTable: Sendable {
    /// The cells of each column.
    private(set) var columns: [String: [String]] = [:]
    /// The names in order.
    private(set) var names: [String] = []

    /// Columns of equal length.
    init(_ columns: [(name: String, cells: [String])]) {
        for (name, cells) in columns {
            names.append(name)
            self.columns[name] = cells
        }
    }

    /// The rows of several files of comma-separated values without quotes, one below the other.
    init(csv files: [[UInt8]]) {
        for file in files {
            let lines = String(decoding: file, as: UTF8.self).split(whereSeparator: \.isNewline)
            names = lines.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
            for line in lines.dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                for (name, cell) in zip(names, cells) { columns[name, default: []].append(String(cell)) }
            }
        }
    }

    /// The number of rows.
    var count: Int { names.first.flatMap { columns[$0]?.count } ?? 0 }

    /// A column of numbers.
    func numbers(_ name: String) -> [Double] { (columns[name] ?? []).map { Double($0) ?? .nan } }

    /// A column as indices into levels; nil elsewhere.
    func places(_ name: String, _ levels: [String]) -> [Int?] {
        (columns[name] ?? []).map { levels.firstIndex(of: $0) }
    }

    /// The numbers of a column in the rows whose factor has a level.
    func numbers(_ name: String, where factor: String, is level: String) -> [Double] {
        zip(numbers(name), columns[factor] ?? []).filter { $0.1 == level }.map(\.0)
    }

    /// Some rows as comma-separated values.
    func csv(_ rows: Range<Int>) -> [UInt8] {
        let cells = names.map { columns[$0] ?? [] }
        var text = names.joined(separator: ",") + "\n"
        for row in rows { text += cells.map { $0[row] }.joined(separator: ",") + "\n" }
        return Array(text.utf8)
    }
}
