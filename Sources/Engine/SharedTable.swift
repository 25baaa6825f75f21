public import Fields
public import SecretSharing

/// One version of a table as one node holds it: two of the three components of each vector, by label.
public struct SharedTable: Sendable {
    /// The number of rows.
    public let rows: Int
    /// Field vectors, such as `age/value`.
    public let fields: [String: Shared<Mersenne61>]
    /// Bit vectors, such as `age/plane/3`.
    public let bits: [String: SharedBits]

    /// A table of `rows` rows; each vector has as many elements.
    public init(rows: Int, fields: [String: Shared<Mersenne61>], bits: [String: SharedBits]) {
        self.rows = rows
        self.fields = fields
        self.bits = bits
    }

    /// The memory that the shares take, bytes.
    public var byteCount: Int {
        fields.values.reduce(0) { $0 + 16 * $1.count } + bits.values.reduce(0) { $0 + 16 * $1.words.count }
    }
}
