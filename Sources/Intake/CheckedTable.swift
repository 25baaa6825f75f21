public import Study

/// A table that fits the codebook: every cell checked and read, nothing encoded yet. Never printed.
public struct CheckedTable: Sendable, CustomStringConvertible, CustomReflectable {
    /// Rows below the header, at least 1.
    public let rows: Int
    /// Columns of the file that the codebook does not have; they are never uploaded.
    public let ignoredColumns: [String]
    /// What the table was checked against.
    public let codebook: Codebook
    /// The owner's own identifier of each row, where a column of them was named; they never leave the owner's machine unsealed.
    public let identifiers: [String]?
    /// The columns in the order of the codebook.
    let columns: [CheckedColumn]

    /// Tells the size only.
    public var description: String { "CheckedTable(\(rows) rows, \(columns.count) columns)" }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The checked values of one column: scaled integers, or the indices of levels. Never printed.
struct CheckedColumn: Sendable, CustomStringConvertible, CustomReflectable {
    /// The column of the codebook.
    let column: Column
    /// A value a row; 0 where it is missing.
    private(set) var values: [Int64] = []
    /// Whether each row has a value.
    private(set) var isPresent: [Bool] = []

    init(column: Column) { self.column = column }

    mutating func append(_ value: Int64?) {
        values.append(value ?? 0)
        isPresent.append(value != nil)
    }

    var description: String { "CheckedColumn(\(column.name))" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
