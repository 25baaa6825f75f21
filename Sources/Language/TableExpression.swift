/// A private table: rows that exist only as shares.
///
/// Nested selections are one selection: `selecting(_:)` joins the conditions, so that a table is a loaded or pooled table or one
/// `subset` of it. The columns in the condition of a `subset` are columns of the table that it selects from.
public indirect enum TableExpression: Sendable, Hashable {
    /// A table of the study.
    case load(study: String, table: String)
    /// The rows of each, one after the other; two or more, each with a label of its own.
    case rbind([TablePart])
    /// The rows where the condition is true; rows where it is false or missing are dropped, as R's `subset` does.
    case subset(TableExpression, LogicalExpression)
}

/// One of the tables that `rbind` pools.
public struct TablePart: Sendable, Hashable {
    /// What the column `site` calls its rows.
    public let label: String
    /// The rows.
    public let table: TableExpression

    /// A table with its label.
    public init(label: String, table: TableExpression) {
        self.label = label
        self.table = table
    }
}
