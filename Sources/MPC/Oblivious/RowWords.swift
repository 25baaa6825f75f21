import Fields
import SecretSharing

/// A column of bit planes turned round: the bits of a row lie together in a word, or in several, so that rows can be
/// moved and picked. Bit j of a row is bit j % 64 of word j / 64.
struct RowWords {
    /// One word a row, as many columns as the bits need.
    var words: [Shared<BitWord>]
    /// The number of bits of a row.
    let width: Int
    /// The number of rows.
    let count: Int

    init(words: [Shared<BitWord>], width: Int, count: Int) {
        precondition(words.count == PackedBits.wordCount(width) && words.allSatisfy { $0.count == count })
        self.words = words
        self.width = width
        self.count = count
    }

    /// Turns planes of equal length round, the lowest first.
    init(planes: [SharedBits], count: Int) {
        func column(_ part: ArraySlice<SharedBits>, _ component: (SharedBits) -> [BitWord]) -> [BitWord] {
            let flat = part.flatMap { component($0).map(\.value) }
            return Transpose.column(of: flat.span, count: count).map(BitWord.init(value:))
        }
        let words = stride(from: 0, to: planes.count, by: 64).map { start in
            let part = planes[start..<min(start + 64, planes.count)]
            return Shared(own: column(part) { $0.words.own }, next: column(part) { $0.words.next })
        }
        self.init(words: words, width: planes.count, count: count)
    }

    /// The rows at the given places.
    func gathered(_ places: [UInt32]) -> RowWords {
        RowWords(words: words.map { $0.gathered(places) }, width: width, count: places.count)
    }

    /// The planes of the rows at the given places.
    func planes(at places: [UInt32]) -> Planes {
        precondition(places.allSatisfy { Int($0) < count }, "places are within the column")
        let stride = PackedBits.wordCount(places.count)
        func planes(_ component: (Shared<BitWord>) -> [BitWord]) -> [BitWord] {
            [BitWord](filled: width * stride) { target in
                for (k, column) in words.enumerated() {
                    let range = 64 * k * stride..<min(64 * (k + 1), width) * stride
                    RowTransposition(stride: stride, width: min(64, width - 64 * k)).planes(
                        of: component(column), at: places, into: UnsafeMutableBufferPointer(rebasing: target[range]))
                }
            }
        }
        return Planes(words: Shared(own: planes(\.own), next: planes(\.next)), stride: stride, width: width)
    }

    /// The planes at a range of places in the rows, as a column.
    func column(_ places: Range<Int>) -> SharedPlanes {
        let all = planes(at: (0..<UInt32(count)).map { $0 })
        return SharedPlanes(planes: places.map { all.bits($0, count: count) }, count: count)
    }
}

extension SharedPlanes {
    /// The numbers 0, 1, 2, ... of the rows, in as many planes as the last one needs.
    static func rowNumbers(count: Int, role: Role) -> SharedPlanes {
        let stride = PackedBits.wordCount(count)
        // Bit j of the number of row i, for 64 rows: below 6 the same pattern in every word, above the same bit in all.
        let patterns: [UInt64] = [
            0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0, 0xFF00_FF00_FF00_FF00,
            0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000,
        ]
        let planes = (0..<rowNumberWidth(count: count)).map { j in
            let words = (0..<stride).map { j < 6 ? patterns[j] : $0 >> (j - 6) & 1 == 1 ? .max : 0 }
            return SharedBits.publicValue(PackedBits(words: words, count: count), role: role)
        }
        return SharedPlanes(planes: planes, count: count)
    }

    /// The number of bits of the number of the last row.
    static func rowNumberWidth(count: Int) -> Int { Int.bitWidth - max(0, count - 1).leadingZeroBitCount }
}
