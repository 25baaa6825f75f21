public import Fields
public import SecretSharing

/// Vectors of one version of a table, as shares.
public struct LoadedTable: Sendable {
    /// The version.
    public let version: TableVersion
    /// Vectors of field elements, one element a row, by their names in the layout.
    public internal(set) var fields: [String: Shared<Mersenne61>] = [:]
    /// Vectors of bits, one bit a row, by their names in the layout.
    public internal(set) var bits: [String: SharedBits] = [:]

    /// Rows of the table.
    public var rows: Int { version.rows }
}
