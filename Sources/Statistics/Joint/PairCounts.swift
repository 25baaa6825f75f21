import Fields
import MPC
import SecretSharing

/// Counts of pairs of rows i < j by the order of a number, all pairs compared.
///
/// Row i is compared with all rows from the word on in which it lies; its bits stand against whole words. What belongs to no
/// pair is blanked. Pairs go in blocks, so that memory stays bounded.
struct PairCounts {
    /// The planes of the number.
    let column: SharedPlanes
    /// Which pairs are counted, by their row i; nil for all.
    let first: SharedBits?

    /// About how many pairs of a block.
    private static let blockPairs = 1 << 21

    /// What is counted.
    enum Relation { case greater, equal }

    /// How many pairs have x_j < x_i (`greater`), or x_i = x_j (`equal`).
    ///
    /// - Communication: for n rows and w planes about n (n + 64) / 2 comparisons, each of w to 5/2 w ANDs (`greater`), or of w - 1
    ///   (`equal`), one AND more where the rows i are marked, and one to count; for each block of 2^21 pairs the hops of a
    ///   comparison and of a count.
    /// - Leakage: none.
    func count(_ relation: Relation, in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        var total = Shared<Mersenne61>.zero(count: 1)
        for (k, rows) in blocks.enumerated() {
            let step = session[k]
            let length = 64 * rows.reduce(0) { $0 + words(of: $1).count }
            let left = SharedPlanes(planes: column.planes.map { spread($0, rows) }, count: length)
            let right = SharedPlanes(planes: column.planes.map { repeated($0, rows) }, count: length)
            var found =
                switch relation {
                case .greater: try step["compare"].isLess(right, left)
                case .equal: try step["compare"].isEqual(left, right)
                }
            if let first { found = try step["first"].and(found, spread(first, rows)) }
            total = total + (try step["count"].countOnes([blanked(found, rows)]))
        }
        return total
    }

    /// Consecutive rows whose pairs make up about a block.
    private var blocks: [Range<Int>] {
        var (blocks, start, pairs) = ([Range<Int>](), 0, 0)
        for row in 0..<max(0, column.count - 1) {
            pairs += 64 * words(of: row).count
            if pairs >= Self.blockPairs || row == column.count - 2 {
                blocks.append(start..<row + 1)
                (start, pairs) = (row + 1, 0)
            }
        }
        return blocks
    }

    /// The words that hold the rows row i is compared with.
    private func words(of row: Int) -> Range<Int> { row / 64..<PackedBits.wordCount(column.count) }

    /// For each row i its bit, in all places of its words.
    private func spread(_ bits: SharedBits, _ rows: Range<Int>) -> SharedBits {
        joined(bits, rows) { words, row in
            let bit = words[row / 64].value >> UInt64(row % 64) & 1
            return repeatElement(BitWord(value: 0 &- bit), count: self.words(of: row).count)
        }
    }

    /// For each row i the words from its own on.
    private func repeated(_ bits: SharedBits, _ rows: Range<Int>) -> SharedBits {
        joined(bits, rows) { words, row in words[self.words(of: row)] }
    }

    private func joined(
        _ bits: SharedBits, _ rows: Range<Int>, _ part: ([BitWord], Int) -> some Collection<BitWord>
    ) -> SharedBits {
        func join(_ words: [BitWord]) -> [BitWord] {
            var all: [BitWord] = []
            all.reserveCapacity(rows.reduce(0) { $0 + self.words(of: $1).count })
            for row in rows { all.append(contentsOf: part(words, row)) }
            return all
        }
        let words = Shared(own: join(bits.words.own), next: join(bits.words.next))
        return SharedBits(words: words, count: 64 * words.count)
    }

    /// Clears what stands for j <= i, and for rows beyond the last.
    private func blanked(_ bits: SharedBits, _ rows: Range<Int>) -> SharedBits {
        let beyond = UInt64(column.count % 64)
        func blank(_ words: [BitWord]) -> [BitWord] {
            var (words, start) = (words, 0)
            for row in rows {
                let count = self.words(of: row).count
                let place = UInt64(row % 64)
                words[start] = BitWord(value: words[start].value & (place == 63 ? 0 : .max << (place + 1)))
                start += count
                if beyond > 0 { words[start - 1] = BitWord(value: words[start - 1].value & (1 << beyond - 1)) }
            }
            return words
        }
        return SharedBits(
            words: Shared(own: blank(bits.words.own), next: blank(bits.words.next)), count: bits.count)
    }
}
