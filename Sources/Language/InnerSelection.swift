/// Rows that a derived vector chooses its values by: those where each of several conditions is true or false.
public struct InnerSelection: Sendable, Hashable {
    /// A condition, and whether it has to be true or false.
    public struct Branch: Sendable, Hashable {
        /// The condition.
        public let condition: LogicalExpression
        /// Whether it has to be true.
        public let isTrue: Bool
    }

    /// The vector whose rows these are.
    public let rows: VectorExpression
    /// The conditions that lead to the last one.
    public let path: [Branch]
    /// The last condition, which both picks rows and leaves rows out.
    public let condition: LogicalExpression
}

extension VectorExpression {
    /// The selections by which values of this vector are chosen, so that a sum of them could tell of a few rows.
    public var innerSelections: [InnerSelection] { innerSelections(after: [], rows: self) }

    private func innerSelections(after path: [InnerSelection.Branch], rows: VectorExpression) -> [InnerSelection] {
        switch self {
        case .column, .constant, .label, .site, .origin: return []
        case .combine(let parts): return parts.flatMap { $0.innerSelections }
        case .logical(let condition): return [InnerSelection(rows: rows, path: path, condition: condition)]
        case .arithmetic(_, let left, let right), .interaction(let left, let right):
            return left.innerSelections(after: path, rows: rows) + right.innerSelections(after: path, rows: rows)
        case .choice(let condition, let first, let second):
            let (yes, no) = (
                InnerSelection.Branch(condition: condition, isTrue: true),
                InnerSelection.Branch(condition: condition, isTrue: false)
            )
            return [InnerSelection(rows: rows, path: path, condition: condition)]
                + first.innerSelections(after: path + [yes], rows: rows)
                + second.innerSelections(after: path + [no], rows: rows)
        case .absolute(let vector):
            // A magnitude folds the rows on one side of 0 over.
            let isNegative = LogicalExpression.compare(.less, vector, .number(ExactDecimal(0)))
            return [InnerSelection(rows: rows, path: path, condition: isNegative)]
                + vector.innerSelections(after: path, rows: rows)
        case .cut(let vector, _), .factor(let vector, _), .floor(let vector), .subset(let vector, _):
            return vector.innerSelections(after: path, rows: rows)
        }
    }

    /// Parts that could be the same number in all rows but a few although their columns are not: products of private
    /// vectors, and whole parts.
    public var nonlinearParts: [VectorExpression] {
        let inside: [VectorExpression]
        switch self {
        case .column, .constant, .label, .site, .origin, .logical: return []
        case .combine(let parts): inside = parts
        case .arithmetic(let operation, let left, let right):
            inside = [left, right]
            if operation == .multiply, left.rows != nil, right.rows != nil {
                return [self] + inside.flatMap(\.nonlinearParts)
            }
        case .interaction(let left, let right): inside = [left, right]
        case .choice(_, let first, let second): inside = [first, second]
        case .floor(let vector): return [self] + vector.nonlinearParts
        case .absolute(let vector), .cut(let vector, _), .factor(let vector, _), .subset(let vector, _):
            inside = [vector]
        }
        return inside.flatMap(\.nonlinearParts)
    }
}
