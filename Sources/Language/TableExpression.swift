/// A private table: rows that exist only as shares.
///
/// Nested selections are one selection: `selecting(_:)` joins the conditions, so that a table is a loaded table or one
/// `subset` of it. The columns in the condition of a `subset` are columns of the loaded table.
public indirect enum TableExpression: Sendable, Hashable {
    /// A table of the study.
    case load(study: String, table: String)
    /// The rows where the condition is true; rows where it is false or missing are dropped, as R's `subset` does.
    case subset(TableExpression, LogicalExpression)
}
