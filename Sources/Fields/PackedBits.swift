/// A vector of bits, 64 to a word; the bits beyond the length are 0.
public struct PackedBits: Hashable, Sendable {
    /// The words; bit i of the vector is bit i % 64 of word i / 64.
    public private(set) var words: [UInt64]
    /// The number of bits.
    public private(set) var count: Int

    /// The number of words that hold `count` bits.
    @inlinable
    public static func wordCount(_ count: Int) -> Int { (count + 63) / 64 }

    /// Takes as many words as `count` bits need and clears what lies beyond them.
    public init(words: [UInt64], count: Int) {
        precondition(words.count == Self.wordCount(count), "a vector of bits has as many words as it needs")
        self.words = words
        self.count = count
        clearBeyondEnd()
    }

    /// The same bit `count` times.
    public init(repeating bit: Bool, count: Int) {
        self.init(words: Array(repeating: bit ? .max : 0, count: Self.wordCount(count)), count: count)
    }

    /// The bits of a sequence, in order.
    public init(_ bits: some Sequence<Bool>) {
        words = []
        count = 0
        for bit in bits {
            if count % 64 == 0 { words.append(0) }
            if bit { words[count / 64] |= 1 << UInt64(count % 64) }
            count += 1
        }
    }

    /// The bit at `index`.
    public subscript(index: Int) -> Bool {
        get {
            precondition(index >= 0 && index < count)
            return words[index / 64] >> UInt64(index % 64) & 1 == 1
        }
        set {
            precondition(index >= 0 && index < count)
            let bit: UInt64 = 1 << UInt64(index % 64)
            words[index / 64] = newValue ? words[index / 64] | bit : words[index / 64] & ~bit
        }
    }

    /// The bits at `range`, beginning at bit 0 of the result.
    public subscript(range: Range<Int>) -> PackedBits {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let (first, shift) = (range.lowerBound / 64, UInt64(range.lowerBound % 64))
        let slice = (0..<Self.wordCount(range.count)).map { i in
            let low = words[first + i] >> shift
            let more = first + i + 1 < words.count && shift > 0
            return more ? low | words[first + i + 1] << (64 - shift) : low
        }
        return PackedBits(words: slice, count: range.count)
    }

    /// Appends the bits of another vector right after the last bit.
    public mutating func append(_ other: PackedBits) {
        let shift = UInt64(count % 64)
        count += other.count
        if shift == 0 {
            words.append(contentsOf: other.words)
        } else {
            words.reserveCapacity(Self.wordCount(count) + 1)
            for word in other.words {
                words[words.count - 1] |= word << shift
                words.append(word >> (64 - shift))
            }
            words.removeLast(words.count - Self.wordCount(count))
        }
    }

    /// The bits in order, one `Bool` each.
    public var bools: [Bool] { (0..<count).map { self[$0] } }

    /// How many bits are 1.
    public var populationCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    private mutating func clearBeyondEnd() {
        let used = UInt64(count % 64)
        if used > 0 { words[words.count - 1] &= (1 << used) - 1 }
    }
}
