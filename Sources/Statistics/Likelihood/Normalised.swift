import Fields
import MPC
import SecretSharing

/// A positive number a as mu 2^(58 - k), 1/2 <= mu < 1, with 1 / mu and log2 a.
struct Normalised {
    /// 2^k, where a 2^k = mu 2^58.
    let scale: Shared<Mersenne61>
    /// 1 / mu, from 1 to 2, with 27 fractional bits; error below a unit.
    let reciprocal: Shared<Mersenne61>
    /// log2 a with 28 fractional bits; error below a unit.
    let logarithm: Shared<Mersenne61>
    /// 2^(6 + k).
    let power: SharedPower
}

extension Session {
    /// Reciprocal and logarithm of positive numbers, whatever their size.
    ///
    /// The bits from the top one down are set by a prefix or; each bit of the place of the top one is the exclusive or
    /// of some of these. With y = 4 mu - 3 both functions are polynomials in the same powers of y, |y| <= 1,
    /// interpolated at Chebyshev points: 1 / mu of degree 12 (error 2^-29.4), log2 mu of degree 11 (2^-30.9).
    ///
    /// - Parameter a: 1 <= a < 2^58. For 0 the outcome is without meaning.
    /// - Communication: 58 planes (``toBits(_:width:)``), 174 ANDs, 29 products and 14 roundings an element; about 91
    ///   hops.
    /// - Leakage: none.
    func normalised(_ a: Shared<Mersenne61>) throws(MPCError) -> Normalised {
        let bits = try self["bits"].toBits(a, width: 58)
        let isReached = try self["or"].prefixOr(bits.planes)
        // Of 63 - top, bit i is the complement of that of top, which is the parity of the multiples of 2^i reached.
        let places = (0..<6).map { i in
            stride(from: 1 << i, to: isReached.count, by: 1 << i).reduce(
                SharedBits.constant(true, count: a.count, role: role)
            ) { $0 ^ isReached[$1] }
        }
        let scaleBits = try self["field"].toField(places)
        let power = try SharedPower(bits: scaleBits, count: a.count, in: self["scale"])
        let isHigh = scaleBits[5].scaled(by: Mersenne61((1 << 32) - 1)).adding(1, role: role)
        // 2^(63 - top) modulo 2^61 - 1, divided by 2^6: 2^-6 = 2^55.
        let scale = try self["high"].multiply(power.low, isHigh).scaled(by: Mersenne61(1 << 55))
        let mantissa = try self["mantissa"].multiply(a, scale)
        let y = try self["round"].rounded(mantissa, by: 28).adding(-Mersenne61(3 << 28), role: role)
        let powers = try self["powers"].powers(y, upTo: Self.reciprocalCoefficients.count - 1, fractionBits: 28)
        let sums = try self["sum"].rounded(
            .concatenating([
                polynomial(Self.reciprocalCoefficients, powers, fractionBits: 28),
                polynomial(Self.logarithmCoefficients, powers, fractionBits: 28),
            ]), by: 30)
        // log2 a = log2 mu + 58 - k, and k = (63 - top) - 6.
        let exponent = scaleBits.enumerated().reduce(Shared.zero(count: a.count)) {
            $0 - $1.element.scaled(by: Mersenne61(1 << UInt64(28 + $1.offset)))
        }
        return Normalised(
            scale: scale, reciprocal: sums[0..<a.count],
            logarithm: sums[a.count..<2 * a.count] + exponent.adding(Mersenne61(64 << 28), role: role),
            power: power)
    }

    /// For each plane whether it or a plane above it has a 1; planes lowest first.
    ///
    /// - Communication: for n planes about n / 2 ceil(log2 n) ANDs a row, ceil(log2 n) hops.
    /// - Leakage: none.
    private func prefixOr(_ planes: [SharedBits]) throws(MPCError) -> [SharedBits] {
        var none = planes.reversed().map { $0.not(role: role) }
        var level = 0
        while 1 << level < none.count {
            let upper = none.indices.filter { $0 >> level & 1 == 1 }
            let products = try self["level"][level].and(upper.map { (none[$0], none[($0 >> level) << level - 1]) })
            for (place, product) in zip(upper, products) { none[place] = product }
            level += 1
        }
        return none.reversed().map { $0.not(role: role) }
    }

    /// 4 / (y + 3), 29 fractional bits.
    private static var reciprocalCoefficients: [Int64] {
        [
            715_827_883, -238_609_292, 79_536_431, -26_512_202, 8_837_401, -2_945_335, 981_778, -328_855, 109_618,
            -33_880, 11_293, -5_892, 1_964,
        ]
    }

    /// log2((y + 3) / 4), 30 fractional bits.
    private static var logarithmCoefficients: [Int64] {
        [
            -445_643_121, 516_360_668, -86_060_123, 19_124_473, -4_780_984, 1_274_924, -354_717, 101_360, -28_463,
            8_420, -3_504, 1_067,
        ]
    }
}
