/// Bits of a column of words, regrouped: from one word a row to one bit plane a position, and back.
public enum Transpose {
    /// Transposes a 64 x 64 matrix of bits in place: bit j of word i changes places with bit i of word j.
    ///
    /// Swaps quadrants of halving size (Warren, Hacker's Delight, section 7-3).
    @inlinable
    public static func block(_ words: inout MutableSpan<UInt64>) {
        precondition(words.count == 64)
        var width = 32
        var mask: UInt64 = 0x0000_0000_FFFF_FFFF
        while width > 0 {
            var row = 0
            while row < 64 {
                for i in row..<row &+ width {
                    let (a, b) = (words[i], words[i &+ width])
                    let swapped = ((a &>> UInt64(width)) ^ b) & mask
                    words[i] = a ^ (swapped &<< UInt64(width))
                    words[i &+ width] = b ^ swapped
                }
                row &+= 2 &* width
            }
            width &>>= 1
            mask ^= mask &<< UInt64(width)
        }
    }

    /// The low `width` bit planes of a column, one after the other, plane 0 first, each laid out like ``PackedBits``.
    ///
    /// - Parameters:
    ///   - column: one word a row.
    ///   - width: how many planes to make, at most 64.
    public static func planes(of column: Span<UInt64>, width: Int) -> [UInt64] {
        precondition((0...64).contains(width))
        let stride = PackedBits.wordCount(column.count)
        var planes = [UInt64](repeating: 0, count: width * stride)
        var target = planes.mutableSpan
        var scratch = [UInt64](repeating: 0, count: 64)
        var block = scratch.mutableSpan
        for b in 0..<stride {
            let rows = min(64, column.count &- 64 &* b)
            for i in 0..<64 { block[i] = i < rows ? column[64 &* b &+ i] : 0 }
            Transpose.block(&block)
            for j in 0..<width { target[j &* stride &+ b] = block[j] }
        }
        return planes
    }

    /// The column of words whose bit planes are given one after the other, plane 0 first; missing planes are 0.
    ///
    /// - Parameters:
    ///   - planes: at most 64 planes, each with the words that `count` bits need.
    ///   - count: the number of rows.
    public static func column(of planes: Span<UInt64>, count: Int) -> [UInt64] {
        let stride = PackedBits.wordCount(count)
        precondition(planes.count <= 64 * stride && (stride == 0 || planes.count % stride == 0))
        var column = [UInt64](repeating: 0, count: count)
        var target = column.mutableSpan
        var scratch = [UInt64](repeating: 0, count: 64)
        var block = scratch.mutableSpan
        for b in 0..<stride {
            for j in 0..<64 { block[j] = j &* stride < planes.count ? planes[j &* stride &+ b] : 0 }
            Transpose.block(&block)
            for i in 0..<min(64, count &- 64 &* b) { target[64 &* b &+ i] = block[i] }
        }
        return column
    }
}
