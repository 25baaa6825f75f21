extension LogicalExpression {
    /// The same condition on the columns of another table.
    func moved(from old: TableExpression, to new: TableExpression) -> LogicalExpression {
        switch self {
        case .and(let left, let right): .and(left.moved(from: old, to: new), right.moved(from: old, to: new))
        case .or(let left, let right): .or(left.moved(from: old, to: new), right.moved(from: old, to: new))
        case .not(let condition): .not(condition.moved(from: old, to: new))
        case .isNA(let vector): .isNA(vector.moved(from: old, to: new))
        case .vector(let vector): .vector(vector.moved(from: old, to: new))
        case .compare(let operation, let vector, .vector(let other)):
            .compare(operation, vector.moved(from: old, to: new), .vector(other.moved(from: old, to: new)))
        case .compare(let operation, let vector, let comparand):
            .compare(operation, vector.moved(from: old, to: new), comparand)
        }
    }
}

extension VectorExpression {
    /// The same vector on the columns of another table.
    public func moved(from old: TableExpression, to new: TableExpression) -> VectorExpression {
        switch self {
        case .constant: self
        case .column(let table, let column): .column(table == old ? new : table, column)
        case .combine(let parts): .combine(parts.map { $0.moved(from: old, to: new) })
        case .arithmetic(let operation, let left, let right):
            .arithmetic(operation, left.moved(from: old, to: new), right.moved(from: old, to: new))
        case .logical(let condition): .logical(condition.moved(from: old, to: new))
        case .subset(let vector, let condition):
            .subset(vector.moved(from: old, to: new), condition.moved(from: old, to: new))
        case .choice(let condition, let first, let second):
            .choice(
                condition.moved(from: old, to: new), first.moved(from: old, to: new), second.moved(from: old, to: new))
        case .label: self
        case .cut(let vector, let intervals): .cut(vector.moved(from: old, to: new), intervals)
        case .factor(let vector, let levels): .factor(vector.moved(from: old, to: new), levels)
        case .interaction(let left, let right):
            .interaction(left.moved(from: old, to: new), right.moved(from: old, to: new))
        case .absolute(let vector): .absolute(vector.moved(from: old, to: new))
        case .floor(let vector): .floor(vector.moved(from: old, to: new))
        case .site(let table): .site(table == old ? new : table)
        case .origin(let parts): .origin(parts.map { $0.moved(from: old, to: new) })
        }
    }
}
