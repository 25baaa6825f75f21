/// Sixty-four bits as an element of the group (Z/2)^64: addition and subtraction are exclusive or.
@frozen
public struct BitWord: Hashable, Sendable, BitwiseCopyable {
    /// The bits; position i of a vector is bit i of the word.
    public var value: UInt64

    /// Takes any word.
    @inlinable
    public init(value: UInt64) { self.value = value }

    /// No bit set.
    @inlinable
    public static var zero: BitWord { BitWord(value: 0) }
    /// Every word is an element.
    @inlinable
    public var isCanonical: Bool { true }

    /// Exclusive or.
    @inlinable
    public static func + (a: BitWord, b: BitWord) -> BitWord { BitWord(value: a.value ^ b.value) }
    /// Exclusive or.
    @inlinable
    public static func - (a: BitWord, b: BitWord) -> BitWord { BitWord(value: a.value ^ b.value) }
    /// The word itself: each element is its own negative.
    @inlinable
    public static prefix func - (a: BitWord) -> BitWord { a }
    /// And, bit by bit: the product of 64 elements of F_2.
    @inlinable
    public static func & (a: BitWord, b: BitWord) -> BitWord { BitWord(value: a.value & b.value) }
}
