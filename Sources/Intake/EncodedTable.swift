import Fields
import Study

/// A checked table in the form in which it is shared: the vectors of the codebook's layout, in order.
struct EncodedTable: Sendable {
    let rows: Int
    let layout: [VectorLayout]
    /// In the clear.
    let vectors: [VectorContent]

    init(_ table: CheckedTable) {
        rows = table.rows
        layout = table.codebook.layout
        vectors = table.columns.flatMap { $0.encoded() }
    }
}

extension CheckedColumn {
    /// The vectors of this column, in the order of `Column.layout`.
    func encoded() -> [VectorContent] {
        switch column.kind {
        case .factor: column.layout.map { .field(indicator(of: $0.part)) }
        case .number(let scale): column.layout.map { vector($0.part, scale: scale) }
        }
    }

    /// 1 in the rows that hold the level.
    private func indicator(of part: VectorLayout.Part) -> [Mersenne61] {
        guard case .indicator(let level) = part else { return validity }
        return values.indices.map { isPresent[$0] && values[$0] == Int64(level) ? .one : .zero }
    }

    /// 1 in the rows that have a value.
    private var validity: [Mersenne61] { isPresent.map { $0 ? .one : .zero } }

    private func vector(_ part: VectorLayout.Part, scale: NumberScale) -> VectorContent {
        switch part {
        case .value: .field(values.map(Mersenne61.init(signed:)))
        case .plane(let bit): .bits(plane(bit, above: scale.minimum))
        case .validity, .indicator: .field(validity)
        }
    }

    /// Bit `bit` of value - minimum; 0 where the value is missing.
    private func plane(_ bit: Int, above minimum: Int64) -> [BitWord] {
        var words = [UInt64](repeating: 0, count: PackedBits.wordCount(values.count))
        for row in values.indices where isPresent[row] {
            let offset = UInt64(bitPattern: values[row] &- minimum)
            words[row / 64] |= (offset >> UInt64(bit) & 1) << UInt64(row % 64)
        }
        return words.map(BitWord.init(value:))
    }
}
