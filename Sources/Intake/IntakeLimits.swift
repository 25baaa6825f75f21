/// What a table may measure. A file beyond a limit is refused in words, before memory is spent on it.
public struct IntakeLimits: Sendable {
    /// Bytes of the file.
    public var bytes: Int
    /// Rows below the header.
    public var rows: Int
    /// Columns of the file, those that the codebook does not know included.
    public var columns: Int
    /// Bytes of a cell.
    public var cellBytes: Int
    /// How many faults are listed one by one; the others are counted.
    public var listedFaults: Int

    /// The limits that hold unless said otherwise: 1 GiB, 10 million rows, 4096 columns, 64 KiB a cell, 100 faults.
    public init(
        bytes: Int = 1 << 30, rows: Int = 10_000_000, columns: Int = 4096, cellBytes: Int = 1 << 16,
        listedFaults: Int = 100
    ) {
        self.bytes = bytes
        self.rows = rows
        self.columns = columns
        self.cellBytes = cellBytes
        self.listedFaults = listedFaults
    }
}
