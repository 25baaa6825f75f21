/// One vector of secret shares that a column is made of.
///
/// A factor is one indicator a level (0 or 1 in the field; a missing value is 0 in all of them). A number is its value in
/// the field and the bit planes of value - minimum, least significant first; where missing values are allowed there is a
/// validity vector too (1 present, 0 missing), and a missing value has value 0 and all its bits 0.
public struct VectorLayout: Sendable, Hashable {
    /// What the elements are.
    public enum Kind: Sendable, Hashable {
        /// One field element a row.
        case field
        /// One bit a row, packed.
        case bits
    }

    /// What the vector holds of its column.
    public enum Part: Sendable, Hashable {
        /// The scaled integer.
        case value
        /// Bit j of value - minimum.
        case plane(Int)
        /// 1 where a value is present.
        case validity
        /// 1 where the value is the level with this index.
        case indicator(Int)
    }

    /// A stable name, unique within a table: "age/value", "age/plane/3", "age/validity", "gender/indicator/0".
    public let label: String
    /// Field elements or bits.
    public let kind: Kind
    /// The column's name.
    public let column: String
    /// What it holds of the column.
    public let part: Part

    /// The vector that holds this part of the column.
    public init(column: String, part: Part) {
        self.column = column
        self.part = part
        switch part {
        case .value: (label, kind) = ("\(column)/value", .field)
        case .plane(let bit): (label, kind) = ("\(column)/plane/\(bit)", .bits)
        case .validity: (label, kind) = ("\(column)/validity", .field)
        case .indicator(let level): (label, kind) = ("\(column)/indicator/\(level)", .field)
        }
    }
}

extension Column {
    /// The vectors this column is shared as, in order.
    public var layout: [VectorLayout] {
        switch kind {
        case .factor(let levels):
            return levels.indices.map { VectorLayout(column: name, part: .indicator($0)) }
        case .number(let scale):
            let planes = (0..<scale.bits).map { VectorLayout(column: name, part: .plane($0)) }
            let validity = missing ? [VectorLayout(column: name, part: .validity)] : []
            return [VectorLayout(column: name, part: .value)] + planes + validity
        }
    }
}

extension Codebook {
    /// The vectors a whole table is shared as, column by column.
    public var layout: [VectorLayout] { columns.flatMap(\.layout) }
}
