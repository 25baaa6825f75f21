import Fields
import MPC
import SecretSharing

/// A column of bit planes turned round, the bits of a row together in words, so that rows can be moved.
struct WordColumn {
    /// One word a row for each 64 planes.
    let columns: [Shared<BitWord>]
    let width: Int
    let count: Int

    init(columns: [Shared<BitWord>], width: Int, count: Int) {
        self.columns = columns
        self.width = width
        self.count = count
    }

    /// Turns planes round.
    init(_ column: SharedPlanes) {
        let count = column.count
        func words(_ part: ArraySlice<SharedBits>, _ side: (SharedBits) -> [BitWord]) -> [BitWord] {
            let flat = part.flatMap { side($0) }
            return Transpose.column(of: flat.span, count: count)
        }
        let columns = stride(from: 0, to: column.width, by: 64).map { start in
            let part = column.planes[start..<min(start + 64, column.width)]
            return Shared(own: words(part) { $0.words.own }, next: words(part) { $0.words.next })
        }
        self.init(columns: columns, width: column.width, count: count)
    }

    /// Turns them back.
    var planes: SharedPlanes {
        let stride = PackedBits.wordCount(count)
        let planes = columns.enumerated().flatMap { k, column in
            let width = min(64, width - 64 * k)
            let own = Transpose.planes(of: column.own.span, width: width)
            let next = Transpose.planes(of: column.next.span, width: width)
            return (0..<width).map { j in
                let range = j * stride..<(j + 1) * stride
                return SharedBits(words: Shared(own: Array(own[range]), next: Array(next[range])), count: count)
            }
        }
        return SharedPlanes(planes: planes, count: count)
    }
}

extension Session {
    /// The numbers whose bit planes are given, of up to 60 planes.
    ///
    /// - Communication: 16 bytes a row and plane, 2 hops.
    func numbers(of column: SharedPlanes) throws(MPCError) -> Shared<Mersenne61> {
        guard column.width > 0, column.count > 0 else { return .zero(count: column.count) }
        let bits = try toField(column.planes)
        return bits.enumerated().reduce(.zero(count: column.count)) { sum, bit in
            sum + bit.element.scaled(by: Mersenne61(1 << UInt64(bit.offset)))
        }
    }
}

extension Shared<Mersenne61> {
    /// x_0, x_1 - x_0, x_2 - x_1, ...: what running sums were made of.
    func differences() -> Shared {
        guard count > 1 else { return self }
        return self - Shared.concatenating([.zero(count: 1), self[0..<count - 1]])
    }
}
