import Inference

/// What the paper printed, computed from the tables of the demo's cluster, each figure beside the paper's own.
///
/// It is the outcome of the script `Pilot/tables.R`, which runs in the demo as it runs in R.
struct PilotReport: Encodable {
    /// A table of the paper, or the numbers of its text.
    struct Table: Encodable {
        let title: String
        let rows: [Row]
    }

    /// A figure of a table.
    struct Row: Encodable {
        let item: String
        let detail: String
        /// Computed by the three nodes.
        let value: String
        /// As the paper prints it.
        let paper: String
    }

    /// Survival curves.
    struct Figure: Encodable {
        /// The curve of a group.
        struct Curve: Encodable {
            let label: String
            let times: [Double]
            let survival: [Double?]
        }

        let title: String
        /// In characters, a line an element.
        let plot: [String]
        let curves: [Curve]
    }

    let tables: [Table]
    let figures: [Figure]
    /// Where the paper's figures do not follow from its data.
    let notes: [String]
    /// Unrounded results by name; null where there is none.
    let numbers: [String: [Double?]]
}

extension PilotReport {
    /// The names of the script's tables, in the order in which they are shown.
    static let tableNames = ["table4", "table5", "table6", "text"]

    /// Reads the variables that the script has set.
    init(_ variable: (String) -> RObject?) {
        tables = Self.tableNames.compactMap { variable($0).map(Table.init) }
        figures = variable("figures").map { $0.components.compactMap(Figure.init) } ?? []
        notes = variable("notes")?.words ?? []
        let found = variable("numbers") ?? .null
        numbers = Dictionary(
            zip(found.names ?? [], found.components).map { name, values in
                (name, values.doubles.map { $0.isFinite ? $0 : nil })
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension PilotReport.Table {
    fileprivate init(_ object: RObject) {
        title = object["title"]?.words.first ?? ""
        var item = ""
        rows = (object["rows"]?.components ?? []).compactMap { row in
            let words = row.words
            guard words.count == 4 else { return nil }
            if !words[0].isEmpty { item = words[0] }
            return PilotReport.Row(item: item, detail: words[1], value: words[2], paper: words[3])
        }
    }
}

extension PilotReport.Figure {
    /// The height of the area of the curves in lines.
    private static let height = 16

    fileprivate init?(_ object: RObject) {
        title = object["title"]?.words.first ?? ""
        guard let fit = object["fit"],
            let drawing = KaplanMeierPlot(
                fit, title: title, timeTitle: "Months", note: object["note"]?.words.first ?? "")
        else { return nil }
        plot = drawing.text(height: Self.height).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        curves = drawing.curves.map { curve in
            Curve(label: curve.label, times: curve.times, survival: curve.survival.map { $0.isFinite ? $0 : nil })
        }
    }
}

extension RObject {
    /// The components of a list.
    fileprivate var components: [RObject] {
        guard case .list(let components) = content else { return [] }
        return components
    }

    /// Texts, `NA` as such.
    fileprivate var words: [String] {
        guard case .texts(let texts) = content else { return [] }
        return texts.map { $0 ?? "NA" }
    }
}
