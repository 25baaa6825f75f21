public import Fields

/// A vector of secret bits, 64 to a word, shared by exclusive or.
///
/// Bits beyond the length in the last word are shares of nothing in particular; nobody reads them.
public struct SharedBits: Sendable {
    /// The words; bit i of the vector is bit i % 64 of word i / 64.
    public var words: Shared<BitWord>
    /// The number of bits.
    public var count: Int

    /// Takes as many words as `count` bits need.
    public init(words: Shared<BitWord>, count: Int) {
        precondition(words.count == PackedBits.wordCount(count), "a vector of bits has as many words as it needs")
        self.words = words
        self.count = count
    }

    /// A sharing of bits that everybody knows.
    public static func publicValue(_ bits: PackedBits, role: Role) -> SharedBits {
        SharedBits(words: .publicValue(bits.words.map(BitWord.init(value:)), role: role), count: bits.count)
    }

    /// The same public bit `count` times.
    public static func constant(_ bit: Bool, count: Int, role: Role) -> SharedBits {
        .publicValue(PackedBits(repeating: bit, count: count), role: role)
    }

    /// Exclusive or, bit by bit; free.
    public static func ^ (a: SharedBits, b: SharedBits) -> SharedBits {
        precondition(a.count == b.count, "vectors of bits are equally long")
        return SharedBits(words: a.words + b.words, count: a.count)
    }

    /// The complement of every bit; free.
    public func not(role: Role) -> SharedBits {
        self ^ .constant(true, count: count, role: role)
    }

    /// Component i as plain bits, with the bits beyond the length cleared.
    public var own: PackedBits { PackedBits(words: words.own.map(\.value), count: count) }
    /// Component i+1 as plain bits, with the bits beyond the length cleared.
    public var next: PackedBits { PackedBits(words: words.next.map(\.value), count: count) }

    /// Takes two components of equal length.
    public init(own: PackedBits, next: PackedBits) {
        precondition(own.count == next.count, "the two components of a share are equally long")
        words = Shared(own: own.words.map(BitWord.init(value:)), next: next.words.map(BitWord.init(value:)))
        count = own.count
    }

    /// Appends the bits of another vector right after the last bit.
    public mutating func append(_ other: SharedBits) {
        var (own, next) = (own, next)
        own.append(other.own)
        next.append(other.next)
        self = SharedBits(own: own, next: next)
    }

    /// The bits at `range`, as a share of their own.
    public subscript(range: Range<Int>) -> SharedBits {
        SharedBits(own: own[range], next: next[range])
    }
}

extension SharedBits: CustomStringConvertible, CustomReflectable {
    /// Tells the length only: shares are never printed.
    public var description: String { "SharedBits(\(count) bits)" }
    /// Nothing: shares are never printed.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
