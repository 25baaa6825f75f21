public import Study

extension Analysis {
    /// The names of the tables it reads, in the order of their first mention in the canonical text.
    public var tables: [String] { sources.tables }

    /// The columns it reads, conditions included, in the order of their first mention.
    public var columns: [Column] { sources.columns }

    /// What it reads.
    var sources: Sources {
        var collected = Sources()
        for part in parts { collected.visit(part) }
        return collected
    }
}

/// Collects what an expression reads.
struct Sources {
    private(set) var tables: [String] = []
    private(set) var columns: [Column] = []
    /// Labels that factors are compared with but that are none of their levels, with the factor's text.
    private(set) var strangeLabels: [(label: String, levels: [String], factor: String)] = []

    mutating func visit(_ part: ExpressionPart) {
        switch part {
        case .table(let table):
            if case .load(_, let name) = table, !tables.contains(name) { tables.append(name) }
            for part in table.parts { visit(part) }
        case .vector(let vector):
            for part in vector.parts { visit(part) }
            if case .column(_, let column) = vector, !columns.contains(column) { columns.append(column) }
        case .condition(let condition):
            for part in condition.parts { visit(part) }
            if case .compare(_, let vector, .label(let label)) = condition, let levels = (try? vector.type())?.levels,
                !levels.contains(label)
            {
                strangeLabels.append((label, levels, vector.text))
            }
        }
    }
}
