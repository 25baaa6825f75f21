public import Study

extension Analysis {
    /// The names of the tables it reads, in the order of their first mention in the canonical text.
    public var tables: [String] {
        var collected = Sources()
        switch self {
        case .rows(let table): collected.visit(table)
        default: if let vector { collected.visit(vector) }
        }
        return collected.tables
    }

    /// The columns it reads, conditions included, in the order of their first mention.
    public var columns: [Column] {
        var collected = Sources()
        switch self {
        case .rows(let table): collected.visit(table)
        default: if let vector { collected.visit(vector) }
        }
        return collected.columns
    }
}

/// Collects what an expression reads.
struct Sources {
    private(set) var tables: [String] = []
    private(set) var columns: [Column] = []
    /// Labels that factors are compared with but that are none of their levels, with the factor's text.
    private(set) var strangeLabels: [(label: String, levels: [String], factor: String)] = []

    mutating func visit(_ table: TableExpression) {
        switch table {
        case .load(_, let name): if !tables.contains(name) { tables.append(name) }
        case .subset(let base, let condition):
            visit(base)
            visit(condition)
        }
    }

    mutating func visit(_ vector: VectorExpression) {
        switch vector {
        case .constant: break
        case .column(let table, let column):
            visit(table)
            if !columns.contains(column) { columns.append(column) }
        case .combine(let parts): for part in parts { visit(part) }
        case .arithmetic(_, let left, let right):
            visit(left)
            visit(right)
        case .logical(let condition): visit(condition)
        case .subset(let vector, let condition):
            visit(vector)
            visit(condition)
        }
    }

    mutating func visit(_ condition: LogicalExpression) {
        switch condition {
        case .and(let left, let right), .or(let left, let right):
            visit(left)
            visit(right)
        case .not(let inner): visit(inner)
        case .isNA(let vector), .vector(let vector): visit(vector)
        case .compare(_, let vector, let comparand):
            visit(vector)
            if case .vector(let other) = comparand { visit(other) }
            if case .label(let label) = comparand, let levels = (try? vector.type())?.levels, !levels.contains(label) {
                strangeLabels.append((label, levels, vector.text))
            }
        }
    }
}
