import CKernels

/// Bits of a column of words, regrouped: from one word a row to one bit plane a position, and back.
public enum Transpose {
    /// Transposes a 64 x 64 matrix of bits in place: bit j of word i changes places with bit i of word j.
    public static func block(_ words: inout MutableSpan<UInt64>) {
        precondition(words.count == 64)
        words.withWords { trefoil_transpose(Kernels.level.rawValue, $0) }
    }

    /// The low `width` bit planes of a column, one after the other, plane 0 first, each laid out like ``PackedBits``.
    ///
    /// - Parameters:
    ///   - column: one word a row.
    ///   - width: how many planes to make, at most 64.
    public static func planes<Word: BitwiseCopyable>(of column: Span<Word>, width: Int) -> [Word] {
        precondition((0...64).contains(width))
        return [Word](filled: width * PackedBits.wordCount(column.count)) { planes in
            var target = planes.mutableSpan
            target.withWords { target in
                column.withWords { trefoil_planes(Kernels.level.rawValue, $0, column.count, width, target) }
            }
        }
    }

    /// The low `width` bit planes of the representatives of elements; see ``planes(of:width:)-(Span<Word>,_)``.
    public static func planes(of column: Span<Mersenne61>, width: Int = Mersenne61.bitWidth) -> [BitWord] {
        column.withUnsafeBufferPointer {
            $0.withMemoryRebound(to: BitWord.self) { planes(of: $0.span, width: width) }
        }
    }

    /// The column of words whose bit planes are given one after the other, plane 0 first; missing planes are 0.
    ///
    /// - Parameters:
    ///   - planes: at most 64 planes, each with the words that `count` bits need.
    ///   - count: the number of rows.
    public static func column<Word: BitwiseCopyable>(of planes: Span<Word>, count: Int) -> [Word] {
        let stride = PackedBits.wordCount(count)
        precondition(planes.count <= 64 * stride && (stride == 0 || planes.count % stride == 0))
        let width = stride == 0 ? 0 : planes.count / stride
        return [Word](filled: count) { column in
            var target = column.mutableSpan
            target.withWords { target in
                planes.withWords { trefoil_column(Kernels.level.rawValue, $0, width, count, target) }
            }
        }
    }

    /// Each bit as an element 0 or 1; bit i is bit i % 64 of word i / 64.
    ///
    /// - Parameters:
    ///   - bits: the words that as many bits as `z` has elements need.
    public static func expand(_ bits: Span<BitWord>, into z: inout MutableSpan<Mersenne61>) {
        let count = z.count
        precondition(bits.count == PackedBits.wordCount(count), "a vector of bits has as many words as it needs")
        z.withWords { z in
            bits.withWords { trefoil_expand(Kernels.level.rawValue, $0, count, z) }
        }
    }
}
