import Foundation
import Inference

/// The rows of a baseline table: what stands in it for each group, and the test of the groups.
struct BaselineTable {
    /// A line of the table.
    struct Row {
        let label: String
        /// One text a group; empty for the heading of a factor.
        var cells: [String]
        /// The p-value; nil where there is no test.
        var p: Double?
        var test = ""
    }

    /// The headings of the groups.
    let groups: [String]
    /// How many places numbers have.
    let digits: Int
    /// Whether there are groups to test.
    let hasTests: Bool
    private(set) var rows: [Row] = []

    init(groups: [String], digits: Int, hasTests: Bool) {
        (self.groups, self.digits, self.hasTests) = (groups, digits, hasTests)
    }

    mutating func append(_ row: Row) { rows.append(row) }

    /// A heading, with nothing in its cells.
    mutating func append(heading: String, p: Double? = nil, test: String = "") {
        append(Row(label: heading, cells: groups.map { _ in "" }, p: p, test: test))
    }

    /// The counts of missing values, where there are any.
    mutating func append(missing counts: [Int]) {
        guard counts.contains(where: { $0 > 0 }) else { return }
        append(Row(label: "  missing", cells: counts.map(String.init)))
    }

    /// A number with the table's places.
    func text(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "NA" }
        return String(format: "%.\(digits)f", locale: Locale(identifier: "en_US_POSIX"), value)
    }

    /// How many, and which part of all.
    func text(_ count: Int, of all: Int) -> String {
        all == 0 ? "\(count)" : "\(count) (\(text(100 * Double(count) / Double(all)))%)"
    }

    /// As a data frame of texts, with the labels as names of the rows.
    var object: RObject {
        var columns = groups.indices.map { group in (groups[group], RObject.texts(rows.map { $0.cells[group] })) }
        if hasTests {
            columns.append(("p", .texts(rows.map { Self.text(p: $0.p) })))
            columns.append(("test", .texts(rows.map(\.test))))
        }
        return .list(columns + [(".row.names", .texts(rows.map(\.label)))], kind: "data.frame")
    }

    private static func text(p: Double?) -> String {
        guard let p, !p.isNaN else { return "" }
        guard p >= 0.001 else { return "<0.001" }
        return String(format: "%.3f", locale: Locale(identifier: "en_US_POSIX"), p)
    }
}
