public import Intake
public import Study
public import Wire

/// A data set as its owners upload it: one table a site, derived columns added, and the codebook that fits them all.
public struct PreparedData: Sendable {
    /// The tables, one a site.
    public let tables: [RawTable]
    /// Their codebook.
    public let codebook: Codebook
    /// The column that tells where a row of the pooled data set is from.
    private static let site = "site"
    /// The names under which the tables are uploaded: `site1`, `site2`, ...
    public var tableNames: [String] { tables.indices.map { "site\($0 + 1)" } }

    /// Prepares the tables of a data set.
    ///
    /// - Parameters:
    ///   - dataSet: which columns are derived.
    ///   - sites: the tables as the files have them.
    ///   - cases: the questions; from them follows which logarithms and the like the owners must bring.
    /// - Throws: `Problem` "bad-rule", "bad-codebook" and those of the parser.
    public init(_ dataSet: TruthFile.DataSet, sites: [RawTable], cases: [TruthFile.Case]) throws(Problem) {
        var rules: [(String, DerivedRule)] = []
        for (name, text) in dataSet.derived { rules.append((name, try DerivedRule(text))) }
        let names = Set(sites.flatMap(\.names) + rules.map(\.0))
        for call in TranscendentalCall.all(in: cases, columns: names) where !names.contains(call.name) {
            rules.append((call.name, try DerivedRule(call.name)))
        }
        // Pooling names the site of a row; a data set of one site pools nothing and brings the name itself.
        if sites.count == 1, !rules.contains(where: { $0.0 == Self.site }), !names.contains(Self.site) {
            rules.append((Self.site, try DerivedRule("1")))
        }
        let numeric = Set(sites.flatMap(\.names)).filter { name in
            sites.allSatisfy { ($0.column(name) ?? []).allSatisfy { RowValue(cell: $0).isNumberOrMissing } }
        }
        var rows: [SiteRows] = []
        for site in sites {
            var table = SiteRows(site, numeric: numeric)
            for (name, rule) in rules { try table.add(name, rule) }
            rows.append(table)
        }
        // Once to know the decimals that a column can keep, once with the cells rounded to them.
        let draft = CodebookDraft(rows.map { $0.table { _ in RowValue.decimals } })
        let codebook = try draft.codebook(withAll: true)
        let places = { (name: String) in codebook.column(named: name)?.scale?.decimals ?? RowValue.decimals }
        let tables = rows.map { $0.table(only: codebook.names, decimals: places) }
        self.tables = tables
        self.codebook = try CodebookDraft(tables).codebook(withAll: true)
    }

    /// The different values of a column in R's words, numbers in order of size and texts in byte order, as
    /// `sort(unique(x))` gives them.
    func values(of column: String) -> [String] {
        if column == Self.site { return tables.indices.map { "\($0 + 1)" } }
        let cells = Set(tables.flatMap { $0.column(column) ?? [] }).subtracting([""])
        guard codebook.column(named: column)?.scale != nil else {
            return cells.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\"\($0.escapedForR)\"" }
        }
        return cells.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    }
}

extension String {
    /// The text between quotes of the language.
    var escapedForR: String { replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
}

/// The rows of one site while columns are added.
private struct SiteRows {
    let file: String
    private(set) var names: [String]
    private(set) var columns: [[RowValue]]
    let count: Int

    /// Where a column holds text anywhere, all its cells are texts.
    init(_ table: RawTable, numeric: Set<String>) {
        file = table.file
        names = table.names
        count = table.rows
        columns = zip(table.names, table.columns).map { name, cells in
            cells.map { cell in
                let value = RowValue(cell: cell)
                return numeric.contains(name) || value == .missing ? value : .text(cell)
            }
        }
    }

    mutating func add(_ name: String, _ rule: DerivedRule) throws(Problem) {
        var places: [String: Int] = [:]
        for (index, column) in names.enumerated() { places[column] = index }
        var values: [RowValue] = []
        for row in 0..<count {
            values.append(try rule.value { [columns, places] in places[$0].map { columns[$0][row] } })
        }
        if let place = places[name] {
            columns[place] = values
        } else {
            names.append(name)
            columns.append(values)
        }
    }

    func table(only: [String]? = nil, decimals: (String) -> Int) -> RawTable {
        let wanted = only ?? names
        return RawTable(
            file: file, names: wanted,
            columns: wanted.map { name in
                guard let index = names.firstIndex(of: name) else { return [String](repeating: "", count: count) }
                return columns[index].map { $0.cell(decimals: decimals(name)) }
            })
    }
}
