import Study
import TestSupport

/// Tables of made-up patients: with ties, with values at the bounds, with and without missing values.
struct SampleTables: Sendable {
    /// The tables by name, in the clear.
    let plain: [String: PlainTable]
    let codebook: Codebook

    private static let columns = [
        Column(name: "sex", kind: .factor(levels: ["male", "female"])),
        Column(name: "site", kind: .factor(levels: ["a", "b", "c"]), missing: true),
        Column(name: "grade", kind: .factor(levels: ["0", "1", "2"]), missing: true),
        Column(name: "status", kind: .factor(levels: ["2", "1", "0"])),
        Column(name: "age", kind: .number(NumberScale(decimals: 1, minimum: 0, maximum: 1300))),
        Column(name: "height", kind: .number(NumberScale(decimals: 1, minimum: 500, maximum: 2500)), missing: true),
        Column(name: "change", kind: .number(NumberScale(decimals: 2, minimum: -500, maximum: 500)), missing: true),
        Column(name: "visits", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 20))),
        Column(name: "score", kind: .number(NumberScale(decimals: 0, minimum: -3, maximum: 12))),
        Column(name: "always", kind: .number(NumberScale(decimals: 1, minimum: 70, maximum: 70))),
    ]

    /// Tables of so many rows each, the same for the same seed.
    init(_ rows: [String: Int], seed: UInt64) throws {
        codebook = try Codebook(columns: Self.columns)
        var generator = SeededGenerator(seed: seed)
        var plain: [String: PlainTable] = [:]
        for (name, count) in rows.sorted(by: { $0.key < $1.key }) {
            var columns: [String: PlainValue] = [:]
            for column in Self.columns { columns[column.name] = Self.values(column, count, &generator) }
            plain[name] = PlainTable(rows: count, columns: columns)
        }
        self.plain = plain
    }

    private static func values(_ column: Column, _ rows: Int, _ generator: inout SeededGenerator) -> PlainValue {
        func isMissing(_ generator: inout SeededGenerator) -> Bool {
            column.missing && Int.random(in: 0..<5, using: &generator) == 0
        }
        switch column.kind {
        case .factor(let levels):
            let labels = (0..<rows).map { _ in isMissing(&generator) ? nil : levels.randomElement(using: &generator) }
            return .labels(labels, levels: levels)
        case .number(let scale):
            // Few different values, so that there are ties; the bounds are among them.
            let spread = Int64(max(4, rows / 3))
            let step = max(1, (scale.maximum - scale.minimum) / spread)
            let numbers = (0..<rows).map { _ -> PlainNumber? in
                if isMissing(&generator) { return nil }
                let value = scale.minimum + step * Int64.random(in: 0...spread + 1, using: &generator)
                return PlainNumber(Int128(min(value, scale.maximum)), places: scale.decimals)
            }
            return .numbers(numbers)
        }
    }

    /// A table as its owner has it.
    func csv(_ name: String) -> [UInt8] {
        guard let table = plain[name] else { return [] }
        var lines = [codebook.names.joined(separator: ",")]
        for row in 0..<table.rows {
            let cells = codebook.names.map { column in
                switch table.columns[column] {
                case .labels(let labels, _): labels[row] ?? ""
                case .numbers(let numbers): numbers[row]?.text ?? ""
                default: ""
                }
            }
            lines.append(cells.joined(separator: ","))
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
