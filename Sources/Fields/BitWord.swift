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

    /// Replicated ANDs, z = x_0 (y_0 + y_1) + x_1 y_0 + f + g over F_2; see
    /// ``Mersenne61/replicatedProduct(_:_:mask:into:)``.
    public static func replicatedProduct(
        _ x: (Span<BitWord>, Span<BitWord>), _ y: (Span<BitWord>, Span<BitWord>),
        mask: (Span<BitWord>, Span<BitWord>), into z: inout MutableSpan<BitWord>
    ) {
        let (x0, x1) = x
        let (y0, y1) = y
        let (f, g) = mask
        let n = z.count
        precondition(x0.count == n && x1.count == n && y0.count == n && y1.count == n && f.count == n && g.count == n)
        for i in 0..<n {
            let product = (x0[i].value & (y0[i].value ^ y1[i].value)) ^ (x1[i].value & y0[i].value)
            z[i] = BitWord(value: product ^ f[i].value ^ g[i].value)
        }
    }
}
