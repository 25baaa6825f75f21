/// An element of the prime field of order p = 2^61 - 1, kept in 0 ..< p.
///
/// Signed quantities are the elements near 0 on either side: x stands for x when x <= (p-1)/2 and for x - p above.
@frozen
public struct Mersenne61: Hashable, Sendable, BitwiseCopyable {
    /// The canonical representative, 0 ..< p.
    public var value: UInt64

    /// The order of the field, p = 2^61 - 1.
    @inlinable
    public static var modulus: UInt64 { (1 << 61) - 1 }
    /// The number of bits of an element.
    @inlinable
    public static var bitWidth: Int { 61 }

    /// Takes a word as it is, canonical or not; for kernels and for what is checked afterwards.
    @inlinable
    public init(unchecked value: UInt64) { self.value = value }

    /// The residue of any word.
    @inlinable
    public init(_ word: UInt64) { value = Self.reduced(word) }

    /// The residue of any signed word.
    @inlinable
    public init(signed: Int64) {
        let magnitude = Mersenne61(signed.magnitude)
        self = signed < 0 ? -magnitude : magnitude
    }

    /// The representative of least absolute value, -(p-1)/2 ... (p-1)/2.
    @inlinable
    public var signedValue: Int64 {
        value > Self.modulus / 2 ? Int64(value) &- Int64(Self.modulus) : Int64(value)
    }

    /// Whether the value is below p.
    @inlinable
    public var isCanonical: Bool { value < Self.modulus }

    /// The element 0.
    @inlinable
    public static var zero: Mersenne61 { Mersenne61(unchecked: 0) }
    /// The element 1.
    @inlinable
    public static var one: Mersenne61 { Mersenne61(unchecked: 1) }
}

extension Mersenne61 {
    /// The residue of a word: the bits above 61 count once more at the bottom, since 2^61 = 1.
    @inlinable
    static func reduced(_ word: UInt64) -> UInt64 {
        reducedOnce((word & modulus) &+ (word >> 61))
    }

    /// The residue of a word below 2p.
    @inlinable
    static func reducedOnce(_ word: UInt64) -> UInt64 {
        min(word, word &- modulus)
    }

    /// A word below 2^63 + 2^61 with the residue of `high` * 2^64 + `low`, for `high` below 2^60.
    @inlinable
    static func folded(high: UInt64, low: UInt64) -> UInt64 {
        (low & modulus) &+ ((low &>> 61) | (high &<< 3))
    }
}

extension Mersenne61 {
    /// The sum modulo p.
    @inlinable
    public static func + (a: Mersenne61, b: Mersenne61) -> Mersenne61 {
        Mersenne61(unchecked: reducedOnce(a.value &+ b.value))
    }

    /// The difference modulo p.
    @inlinable
    public static func - (a: Mersenne61, b: Mersenne61) -> Mersenne61 {
        Mersenne61(unchecked: reducedOnce(a.value &+ (modulus &- b.value)))
    }

    /// The negative modulo p.
    @inlinable
    public static prefix func - (a: Mersenne61) -> Mersenne61 { zero - a }

    /// The product modulo p.
    @inlinable
    public static func * (a: Mersenne61, b: Mersenne61) -> Mersenne61 {
        let product = a.value.multipliedFullWidth(by: b.value)
        return Mersenne61(unchecked: reducedOnce(folded(high: product.high, low: product.low)))
    }

    /// Adds in place.
    @inlinable
    public static func += (a: inout Mersenne61, b: Mersenne61) { a = a + b }
    /// Subtracts in place.
    @inlinable
    public static func -= (a: inout Mersenne61, b: Mersenne61) { a = a - b }
    /// Multiplies in place.
    @inlinable
    public static func *= (a: inout Mersenne61, b: Mersenne61) { a = a * b }

    /// The power, by squaring; the zeroth power is 1.
    public func power(_ exponent: UInt64) -> Mersenne61 {
        var (result, square, rest) = (Mersenne61.one, self, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }

    /// The multiplicative inverse by Fermat's theorem, or nil for 0.
    public var inverse: Mersenne61? {
        self == .zero ? nil : power(Self.modulus - 2)
    }
}

extension Mersenne61: ExpressibleByIntegerLiteral {
    /// The residue of a literal.
    @inlinable
    public init(integerLiteral value: Int64) { self.init(signed: value) }
}
