/// A whole number of any size: sign and magnitude, for public sums that leave 128 bits.
public struct WideInteger: Sendable, Hashable {
    /// Whether it is below 0; never for 0.
    public let isNegative: Bool
    /// The magnitude, least significant word first, without zeros on top; empty for 0.
    let words: [UInt64]

    init(isNegative: Bool, words: [UInt64]) {
        let used = words.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        self.words = Array(words[..<used])
        self.isNegative = isNegative && used > 0
    }

    /// The same number.
    public init(_ value: some BinaryInteger) {
        self.init(isNegative: value < 0, words: value.magnitude.words.map(UInt64.init))
    }

    /// 10^exponent.
    public static func powerOfTen(_ exponent: Int) -> WideInteger {
        (0..<exponent).reduce(WideInteger(1)) { product, _ in product * WideInteger(10) }
    }

    /// Whether it is 0.
    public var isZero: Bool { words.isEmpty }

    /// The number of bits of the magnitude; 0 for 0.
    var bitCount: Int { words.last.map { 64 * words.count - $0.leadingZeroBitCount } ?? 0 }

    /// The same number as an `Int`, nil where it does not fit.
    public var int: Int? {
        guard words.count < 2 else { return nil }
        let value = Int128(words.first ?? 0)
        return Int(exactly: isNegative ? -value : value)
    }
}

extension WideInteger {
    /// The number with the other sign.
    public static prefix func - (x: WideInteger) -> WideInteger {
        WideInteger(isNegative: !x.isNegative, words: x.words)
    }

    /// The sum.
    public static func + (x: WideInteger, y: WideInteger) -> WideInteger {
        guard x.isNegative != y.isNegative else {
            return WideInteger(isNegative: x.isNegative, words: sum(x.words, y.words))
        }
        let (larger, smaller) = isLess(x.words, y.words) ? (y, x) : (x, y)
        return WideInteger(isNegative: larger.isNegative, words: difference(larger.words, smaller.words))
    }

    /// The difference.
    public static func - (x: WideInteger, y: WideInteger) -> WideInteger { x + -y }

    /// The product.
    public static func * (x: WideInteger, y: WideInteger) -> WideInteger {
        var product = [UInt64](repeating: 0, count: x.words.count + y.words.count)
        for (i, a) in x.words.enumerated() {
            var carry: UInt64 = 0
            for (j, b) in y.words.enumerated() {
                let term = UInt128(a) * UInt128(b) + UInt128(product[i + j]) + UInt128(carry)
                product[i + j] = UInt64(truncatingIfNeeded: term)
                carry = UInt64(truncatingIfNeeded: term >> 64)
            }
            product[i + y.words.count] = carry
        }
        return WideInteger(isNegative: x.isNegative != y.isNegative, words: product)
    }

    /// The number times 2^bits.
    func shifted(by bits: Int) -> WideInteger {
        let (whole, part) = (bits / 64, UInt64(bits % 64))
        var shifted = [UInt64](repeating: 0, count: whole) + words + [0]
        guard part > 0 else { return WideInteger(isNegative: isNegative, words: shifted) }
        for i in shifted.indices.reversed() {
            let below = i > 0 ? shifted[i - 1] >> (64 - part) : 0
            shifted[i] = shifted[i] << part | below
        }
        return WideInteger(isNegative: isNegative, words: shifted)
    }

    private static func sum(_ x: [UInt64], _ y: [UInt64]) -> [UInt64] {
        var (sum, carry) = ([UInt64](), UInt128(0))
        for i in 0..<max(x.count, y.count) {
            let term = UInt128(i < x.count ? x[i] : 0) + UInt128(i < y.count ? y[i] : 0) + carry
            sum.append(UInt64(truncatingIfNeeded: term))
            carry = term >> 64
        }
        return sum + [UInt64(carry)]
    }

    /// x - y for x that is not smaller.
    private static func difference(_ x: [UInt64], _ y: [UInt64]) -> [UInt64] {
        var (difference, borrow) = (x, false)
        for i in x.indices {
            let (part, first) = x[i].subtractingReportingOverflow(i < y.count ? y[i] : 0)
            let (rest, second) = part.subtractingReportingOverflow(borrow ? 1 : 0)
            difference[i] = rest
            borrow = first || second
        }
        return difference
    }

    fileprivate static func isLess(_ x: [UInt64], _ y: [UInt64]) -> Bool {
        x.count == y.count ? x.reversed().lexicographicallyPrecedes(y.reversed()) : x.count < y.count
    }
}

extension WideInteger: Comparable {
    /// Exact comparison.
    public static func < (x: WideInteger, y: WideInteger) -> Bool {
        guard x.isNegative == y.isNegative else { return x.isNegative }
        return x.isNegative ? isLess(y.words, x.words) : isLess(x.words, y.words)
    }
}
