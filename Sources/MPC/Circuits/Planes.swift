import Fields
import SecretSharing

/// Several planes of secret bits of equal length in one flat vector.
struct Planes {
    /// The planes, one after the other.
    var words: Shared<BitWord>
    /// The number of words of a plane.
    let stride: Int
    /// The number of planes.
    let width: Int

    init(words: Shared<BitWord>, stride: Int, width: Int) {
        precondition(words.count == stride * width)
        self.words = words
        self.stride = stride
        self.width = width
    }

    /// Plane j, without a copy.
    subscript(place: Int) -> Plane { Plane(words, place * stride..<(place + 1) * stride) }

    /// All planes, without a copy.
    var list: [Plane] { (0..<width).map { self[$0] } }

    /// One plane as a vector of `count` bits.
    func bits(_ place: Int, count: Int) -> SharedBits { SharedBits(words: self[place].words, count: count) }
}

extension Planes {
    /// The low `width` bits of words that are made of the components of some rows of a vector: in component j the
    /// planes of the words made of component j. They are not the bits of the shared value, for which the components
    /// still have to be added.
    ///
    /// - Parameter word: makes the word of an element of the component with the given number.
    init(
        ofComponents x: Shared<Mersenne61>, rows: Range<Int>, width: Int, role: Role,
        word: (Mersenne61, Int) -> UInt64
    ) {
        func planes(_ component: [Mersenne61], _ number: Int) -> [BitWord] {
            let words = component.withUnsafeBufferPointer { component in
                [BitWord](filled: rows.count) { words in
                    for i in 0..<words.count {
                        words[i] = BitWord(value: word(component[rows.lowerBound &+ i], number))
                    }
                }
            }
            return Transpose.planes(of: words.span, width: width)
        }
        self.init(
            words: Shared(own: planes(x.own, role.components.own), next: planes(x.next, role.components.next)),
            stride: PackedBits.wordCount(rows.count), width: width)
    }
}

extension SharedPlanes {
    /// The planes of some rows, beginning on a word, without a copy.
    func list(_ rows: Range<Int>) -> [Plane] {
        let words = rows.lowerBound / 64..<PackedBits.wordCount(rows.upperBound)
        return planes.map { Plane($0.words, words) }
    }
}

extension Session {
    /// The most rows that a circuit takes at once, so that its planes stay small whatever the length of a vector.
    static var rowsAtOnce: Int { 1 << 19 }

    /// Runs a circuit on batches of rows, each beginning on a word, and joins the planes of the outcomes.
    ///
    /// - Parameter rowsAtOnce: a multiple of 64.
    /// - Returns: as many vectors of bits as the circuit gives for each batch.
    func inBatches(
        of count: Int, outcomes: Int = 1, rowsAtOnce: Int = Self.rowsAtOnce,
        _ circuit: (Session, Range<Int>) throws(MPCError) -> [Plane]
    ) throws(MPCError) -> [SharedBits] {
        var joined = [Shared<BitWord>](repeating: .zero(count: 0), count: outcomes)
        for start in stride(from: 0, to: count, by: rowsAtOnce) {
            let rows = start..<min(start + rowsAtOnce, count)
            let planes = try circuit(rows.count == count ? self : self["rows"][start / rowsAtOnce], rows)
            for k in joined.indices {
                joined[k].own += planes[k].own
                joined[k].next += planes[k].next
            }
        }
        return joined.map { SharedBits(words: $0, count: count) }
    }
}
