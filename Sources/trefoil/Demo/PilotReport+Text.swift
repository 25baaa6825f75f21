extension PilotReport {
    /// Tables and figures for people.
    var text: String {
        let parts =
            tables.map(\.text) + figures.map { $0.plot.joined(separator: "\n") } + [notes.joined(separator: "\n")]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension PilotReport.Table {
    private static let headings = ["", "", "three nodes", "the paper"]

    /// The table in columns; an item stands in the first of its rows only.
    var text: String {
        var lines = [Self.headings]
        for (index, row) in rows.enumerated() {
            let isNew = index == 0 || rows[index - 1].item != row.item
            lines.append([isNew ? row.item : "", row.detail, row.value, row.paper])
        }
        let widths = Self.headings.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let shown = lines.map { line in
            let cells = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        return ([title] + shown).joined(separator: "\n")
    }
}
