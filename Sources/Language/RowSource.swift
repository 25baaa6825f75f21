/// Which rows a private vector has, in which order. Vectors are put side by side only where their rows are the same.
public indirect enum RowSource: Sendable, Hashable {
    /// The rows of a table.
    case table(TableExpression)
    /// The rows of each, one after the other.
    case combined([RowSource])
    /// The rows that `[condition]` selects.
    case selected(RowSource, LogicalExpression)
}

extension VectorExpression {
    /// The rows; nil for a public constant, which goes beside any.
    public var rows: RowSource? {
        switch self {
        case .column(let table, _): .table(table)
        case .combine(let parts): .combined(parts.compactMap(\.rows))
        case .arithmetic(_, let left, let right): left.rows ?? right.rows
        case .constant: nil
        case .logical(let condition): condition.rows
        case .subset(let vector, let condition): vector.rows.map { .selected($0, condition) }
        case .choice(let condition, _, _): condition.rows
        case .label: nil
        case .cut(let vector, _), .factor(let vector, _), .absolute(let vector), .floor(let vector): vector.rows
        case .interaction(let left, _): left.rows
        case .site(let table): .table(table)
        case .origin(let parts): .combined(parts.compactMap(\.rows))
        }
    }
}

extension LogicalExpression {
    /// The rows.
    public var rows: RowSource? {
        switch self {
        case .compare(_, let vector, _), .isNA(let vector), .vector(let vector): vector.rows
        case .and(let left, _), .or(let left, _): left.rows
        case .not(let condition): condition.rows
        }
    }
}
