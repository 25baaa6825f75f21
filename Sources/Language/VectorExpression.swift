public import Study

/// An arithmetic operation on private decimals. Division by a public number is multiplication by its reciprocal.
public enum ArithmeticOperator: String, Sendable, Hashable, CaseIterable {
    /// Sum; the scale is the larger of the two.
    case add = "+"
    /// Difference; the scale is the larger of the two.
    case subtract = "-"
    /// Product; the scale is the sum of the two.
    case multiply = "*"
}

/// A private vector: one value a row, existing only as shares.
///
/// Made by the checked constructors in `VectorExpression+Build.swift`; these hold that operands of arithmetic and
/// comparison have the same rows in the same order, that types fit, and that no value can leave -2^59 ... 2^59 - 1.
public indirect enum VectorExpression: Sendable, Hashable {
    /// A column of a table.
    case column(TableExpression, Column)
    /// The rows of each, one after the other; two or more. Numbers take the largest scale, factors the merged levels.
    case combine([VectorExpression])
    /// Exact decimal arithmetic row by row; logicals count as 0 and 1; missing where either side is missing.
    case arithmetic(ArithmeticOperator, VectorExpression, VectorExpression)
    /// A public number, repeated to the rows of the vector beside it; only as an operand of arithmetic.
    case constant(ExactDecimal)
    /// True, false or missing a row.
    case logical(LogicalExpression)
    /// `ifelse(condition, a, b)`: missing where the condition is. Numbers at the larger scale, or factors or labels.
    case choice(LogicalExpression, VectorExpression, VectorExpression)
    /// A public label, repeated to the rows of the condition beside it; only as an operand of `choice`.
    case label(String)
    /// `cut(x, ...)`: the interval that a number lies in, as a factor; missing outside all.
    case cut(VectorExpression, Intervals)
    /// `factor(x, levels, labels)`: a factor of a number, a logical or another factor; missing for a value that is no level.
    case factor(VectorExpression, [FactorLevel])
    /// `interaction(a, b)`: a factor with a level for each pair, the first fastest, joined by a dot.
    case interaction(VectorExpression, VectorExpression)
    /// `abs(x)`
    case absolute(VectorExpression)
    /// `floor(x)`
    case floor(VectorExpression)
    /// Which of the tables that `rbind` pooled a row comes from.
    case site(TableExpression)
    /// Which part of `c(...)` a row comes from, as a factor "1", "2", ...
    case origin([VectorExpression])
    /// `x[condition]`: the rows where the condition is true, and, as R does, a missing value where the condition is missing.
    case subset(VectorExpression, LogicalExpression)
}
