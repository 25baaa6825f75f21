/// How a CSV file is written.
///
/// Nothing is guessed: what is not stated is taken only if the header proves it.
public struct CSVFormat: Sendable, Hashable {
    /// What stands between two cells.
    public enum Delimiter: UInt8, Sendable, CaseIterable {
        case comma = 0x2C
        case semicolon = 0x3B

        /// The word for it in messages.
        public var name: String {
            switch self {
            case .comma: "comma"
            case .semicolon: "semicolon"
            }
        }
    }

    /// What stands between whole and decimal places.
    public enum DecimalMark: UInt8, Sendable, CaseIterable {
        case point = 0x2E
        case comma = 0x2C
    }

    /// The delimiter, or nil where the header shall prove it: only one of them yields columns of the codebook.
    public var delimiter: Delimiter?
    /// The decimal mark.
    public var decimalMark: DecimalMark

    /// A way of writing; by default a decimal point and the delimiter that the header proves.
    public init(delimiter: Delimiter? = nil, decimalMark: DecimalMark = .point) {
        self.delimiter = delimiter
        self.decimalMark = decimalMark
    }
}
