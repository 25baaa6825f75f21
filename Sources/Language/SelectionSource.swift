import Study

/// Rows of one or more tables that a vector picks by conditions: what two queries may differ by.
public struct SelectionSource: Sendable, Hashable {
    /// The canonical text of tables and conditions.
    public let text: String
    /// The tables, in the order of their rows; each once.
    public let tables: [String]
    /// Whether all rows of the tables are meant.
    public let isWhole: Bool
}

extension RowSource {
    /// The selections that the rows are made of, one behind the other.
    ///
    /// Tables that are pooled, by `rbind` or `c`, are one selection; where a table is pooled with itself each part is one,
    /// since the same row can be in several of them.
    public var selections: [SelectionSource] {
        switch self {
        case .table(let table): return table.selections
        case .combined(let parts):
            let inside = parts.flatMap(\.selections)
            return inside.joined(as: "c(" + inside.map(\.text).joined(separator: ", ") + ")").map { [$0] } ?? inside
        case .selected(let source, let condition):
            return source.selections.map {
                SelectionSource(text: "\($0.text)[\(condition.text)]", tables: $0.tables, isWhole: false)
            }
        }
    }
}

extension [SelectionSource] {
    /// All of them as one; nil where a table is in several.
    fileprivate func joined(as text: String) -> SelectionSource? {
        let tables = flatMap(\.tables)
        guard Set(tables).count == tables.count else { return nil }
        return SelectionSource(text: text, tables: tables, isWhole: allSatisfy(\.isWhole))
    }
}

extension TableExpression {
    /// The selections that the rows are made of; see ``RowSource/selections``.
    public var selections: [SelectionSource] {
        switch self {
        case .load(_, let name): return [SelectionSource(text: text, tables: [name], isWhole: true)]
        case .rbind(let parts):
            let inside = parts.flatMap(\.table.selections)
            return inside.joined(as: text).map { [$0] } ?? inside
        case .subset(let base, let condition):
            return base.selections.map {
                SelectionSource(
                    text: "subset(\($0.text), \(condition.text(within: base)))", tables: $0.tables, isWhole: false)
            }
        }
    }
}

extension Analysis {
    /// The selections that the analysis is about.
    public var selections: [SelectionSource] {
        if case .rows(let table) = self { return table.selections }
        return vectors.lazy.compactMap(\.rows).first?.selections ?? []
    }

    /// The names of the columns whose values enter, not those that rows are picked by.
    public var valueColumns: Set<String> { vectors.reduce(into: []) { $0.formUnion($1.valueColumns) } }

    /// The texts of what rows are grouped by.
    public var groupTexts: [String] {
        switch self {
        case .joint(let statistic): statistic.factors.map(\.text)
        case .frequency(let vector): [vector.text]
        default: []
        }
    }

    /// What tells the selections of one analysis, in tables, conditions, missing values and groups, from those of another.
    public var selectionText: String {
        ([selections.map(\.text), incompleteTexts, valueColumns.sorted(), groupTexts] as [[String]])
            .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// The texts of the vectors that may be missing in some rows, which then do not count; ascending.
    public var incompleteTexts: [String] {
        guard skipsMissing else { return [] }
        return Set(vectors.filter { (try? $0.type())?.mayBeMissing != false }.map(\.text)).sorted()
    }
}

extension VectorExpression {
    /// The names of the columns whose values enter, not those that rows are picked by.
    fileprivate var valueColumns: Set<String> {
        switch self {
        case .column(_, let column): [column.name]
        case .subset(let vector, _): vector.valueColumns
        default:
            parts.reduce(into: []) { names, part in
                switch part {
                case .vector(let vector): names.formUnion(vector.valueColumns)
                case .condition(let condition): names.formUnion(condition.valueColumns)
                case .table: break
                }
            }
        }
    }
}

extension LogicalExpression {
    fileprivate var valueColumns: Set<String> {
        parts.reduce(into: []) { names, part in
            switch part {
            case .vector(let vector): names.formUnion(vector.valueColumns)
            case .condition(let condition): names.formUnion(condition.valueColumns)
            case .table: break
            }
        }
    }
}
