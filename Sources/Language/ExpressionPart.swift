/// What an expression is made of, for walks over all parts.
enum ExpressionPart {
    case table(TableExpression)
    case vector(VectorExpression)
    case condition(LogicalExpression)
}

extension TableExpression {
    /// The expressions directly inside.
    var parts: [ExpressionPart] {
        switch self {
        case .load: []
        case .rbind(let parts): parts.map { .table($0.table) }
        case .subset(let base, let condition): [.table(base), .condition(condition)]
        }
    }
}

extension VectorExpression {
    /// The expressions directly inside.
    var parts: [ExpressionPart] {
        switch self {
        case .constant, .label: []
        case .column(let table, _), .site(let table): [.table(table)]
        case .combine(let parts), .origin(let parts): parts.map { .vector($0) }
        case .arithmetic(_, let left, let right), .interaction(let left, let right): [.vector(left), .vector(right)]
        case .logical(let condition): [.condition(condition)]
        case .subset(let vector, let condition): [.vector(vector), .condition(condition)]
        case .choice(let condition, let first, let second): [.condition(condition), .vector(first), .vector(second)]
        case .cut(let vector, _), .factor(let vector, _), .absolute(let vector), .floor(let vector): [.vector(vector)]
        }
    }
}

extension LogicalExpression {
    /// The expressions directly inside.
    var parts: [ExpressionPart] {
        switch self {
        case .and(let left, let right), .or(let left, let right): [.condition(left), .condition(right)]
        case .not(let inner): [.condition(inner)]
        case .isNA(let vector), .vector(let vector), .compare(_, let vector, .number), .compare(_, let vector, .label):
            [.vector(vector)]
        case .compare(_, let vector, .vector(let other)): [.vector(vector), .vector(other)]
        }
    }
}
