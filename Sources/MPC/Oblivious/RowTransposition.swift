import Fields

/// Picks rows from anywhere and turns their bits round into planes, one block of 64 rows after the other.
///
/// Eight blocks go through the network of ``Transpose/block(_:)`` side by side, one a lane, so that each plane gets whole
/// cache lines. Rows of at most 32 bits go in pairs, row i with row i + 32, through half the network.
struct RowTransposition {
    /// The number of words of a plane.
    let stride: Int
    /// The number of planes, 1 ... 64.
    let width: Int

    /// Writes the planes of the rows at the given places, one after the other.
    ///
    /// - Parameters:
    ///   - column: a word a row.
    ///   - places: places within the column; as many as planes of `stride` words have bits, or up to 63 fewer.
    ///   - planes: `width` times `stride` words.
    func planes(of column: [BitWord], at places: [UInt32], into planes: UnsafeMutableBufferPointer<BitWord>) {
        precondition(planes.count == width * stride && stride == PackedBits.wordCount(places.count))
        withUnsafeTemporaryAllocation(of: SIMD8<UInt64>.self, capacity: 64) { block in
            column.withUnsafeBufferPointer { column in
                places.withUnsafeBufferPointer { places in
                    for first in Swift.stride(from: 0, to: stride, by: 8) {
                        let blocks = min(8, stride &- first)
                        if places.count < 64 &* (first &+ 8) { block.update(repeating: .zero) }
                        gather(column, places, from: 64 &* first, blocks: blocks, into: block)
                        Self.transpose(block, halves: width <= 32)
                        block.withMemoryRebound(to: BitWord.self) { words in
                            for j in 0..<width {
                                for lane in 0..<blocks { planes[j &* stride &+ first &+ lane] = words[8 &* j &+ lane] }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Row i of block b becomes lane b of element i, or half of lane b of element i % 32.
    private func gather(
        _ column: UnsafeBufferPointer<BitWord>, _ places: UnsafeBufferPointer<UInt32>, from start: Int, blocks: Int,
        into block: UnsafeMutableBufferPointer<SIMD8<UInt64>>
    ) {
        // The bits above the width are shares of zeros, not zeros.
        let used: UInt64 = width <= 32 ? 0xFFFF_FFFF : .max
        block.withMemoryRebound(to: UInt64.self) { words in
            for lane in 0..<blocks {
                let start = start &+ 64 &* lane
                let rows = min(64, places.count &- start)
                for i in 0..<(width <= 32 ? min(32, rows) : rows) {
                    words[8 &* i &+ lane] = column[Int(places[start &+ i])].value & used
                }
                guard width <= 32 && rows > 32 else { continue }
                for i in 32..<rows {
                    words[8 &* (i &- 32) &+ lane] |= column[Int(places[start &+ i])].value &<< 32
                }
            }
        }
    }

    /// Transposes in each lane a 64 x 64 matrix of bits, or the two 32 x 32 halves of a 32 x 64 one.
    private static func transpose(_ words: UnsafeMutableBufferPointer<SIMD8<UInt64>>, halves: Bool) {
        let count = halves ? 32 : 64
        var width = count / 2
        var mask = SIMD8<UInt64>(repeating: halves ? 0x0000_FFFF_0000_FFFF : 0x0000_0000_FFFF_FFFF)
        while width > 0 {
            let shift = SIMD8<UInt64>(repeating: UInt64(width))
            var row = 0
            while row < count {
                for i in row..<row &+ width {
                    let (a, b) = (words[i], words[i &+ width])
                    let swapped = ((a &>> shift) ^ b) & mask
                    words[i] = a ^ (swapped &<< shift)
                    words[i &+ width] = b ^ swapped
                }
                row &+= 2 &* width
            }
            width &>>= 1
            mask ^= mask &<< SIMD8<UInt64>(repeating: UInt64(width))
        }
    }
}
