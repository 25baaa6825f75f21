/// A comparison of R.
public enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
    /// `==`
    case equal = "=="
    /// `!=`
    case notEqual = "!="
    /// `<`
    case less = "<"
    /// `<=`
    case lessOrEqual = "<="
    /// `>`
    case greater = ">"
    /// `>=`
    case greaterOrEqual = ">="
}

/// What a private vector is compared with.
public enum Comparand: Sendable, Hashable {
    /// A public number; beside a number or a logical. It may have more places than the vector's scale.
    case number(ExactDecimal)
    /// A label; beside a factor, with `==` or `!=` only. A label that is no level equals no value.
    case label(String)
    /// A private vector with the same rows: number beside number, factor beside factor (labels are compared, `==` or `!=`).
    case vector(VectorExpression)
}

/// A private condition: true, false or missing in each row, in R's three-valued logic.
public indirect enum LogicalExpression: Sendable, Hashable {
    /// Missing where either side is missing.
    case compare(ComparisonOperator, VectorExpression, Comparand)
    /// False where either is false, even if the other is missing; else missing where either is missing.
    case and(LogicalExpression, LogicalExpression)
    /// True where either is true, even if the other is missing; else missing where either is missing.
    case or(LogicalExpression, LogicalExpression)
    /// Missing stays missing.
    case not(LogicalExpression)
    /// True where the value is missing; itself never missing.
    case isNA(VectorExpression)
    /// A logical vector that is put together of others (`c`, `[ ]`); never a `.logical`.
    case vector(VectorExpression)
}
