import Fields
import Inference
import MPC
import SecretSharing

/// 2^z for secret z: a mantissa, and a power of 2 that is put together from the bits of the exponent.
struct BinaryPower {
    /// 2^(z - u), from 1 to 2; relative error below 2^-27.3.
    let mantissa: Shared<Mersenne61>
    /// 2^u for the whole part u of z.
    let power: SharedPower
    /// 2^-z, where it was asked for.
    let inverse: Inverse?

    /// 2^-z as mantissa times power over 2^(places + 1).
    struct Inverse {
        /// 2^(1 - (z - u)), from 1 to 2.
        let mantissa: Shared<Mersenne61>
        /// 2^(places - u).
        let power: SharedPower
    }

    /// ``Inverse/power``: u is at most that.
    static func places(_ scale: LinearPredictorScale) -> Int { scale.largest < 32 ? scale.largest : 63 }
}

/// 2^u for secret u = 0 ... 63.
struct SharedPower {
    /// 2^(u mod 32).
    let low: Shared<Mersenne61>
    /// 1 where u >= 32; nil where no u is.
    let isHigh: Shared<Mersenne61>?

    /// - Parameters:
    ///   - bits: the bits of u, 0 and 1, the lowest first, at most 6.
    ///   - surplus: u is less by that, for at most 5 bits.
    /// - Communication: for b bits below 32 b - 1 products, ceil(log2 b) hops.
    init(
        bits: [Shared<Mersenne61>], count: Int, dividedBy surplus: Int = 0, in session: Session
    ) throws(MPCError) {
        var factors = bits.prefix(5).enumerated().map { place, bit in
            bit.scaled(by: Mersenne61((1 << (1 << UInt64(place))) - 1)).adding(1, role: session.role)
        }
        var level = 0
        while factors.count > 1 {
            let pairs = (0..<factors.count / 2).map { (factors[2 * $0], factors[2 * $0 + 1]) }
            let rest = factors.count % 2 == 1 ? [factors[factors.count - 1]] : []
            factors = try session["power"][level].multiply(pairs) + rest
            level += 1
        }
        let product = factors.first ?? .publicValue(Array(repeating: .one, count: count), role: session.role)
        low = product.scaled(by: Mersenne61(1 << UInt64((61 - surplus) % 61)))
        isHigh = bits.count > 5 ? bits[5] : nil
    }

    /// Several columns times 2^u / 2^s, rounded to the nearest.
    ///
    /// - Parameters:
    ///   - columns: each as long as u; |x| 2^(u mod 32) <= 2^58.
    ///   - s: 0 ... 58; the outcome is within 2^58.
    /// - Communication: a product a row and column (1 hop), and a rounding where s > 0 (11 hops); where u may be 32 or
    ///   more another product and up to one rounding more.
    func scaled(
        _ columns: [Shared<Mersenne61>], by s: Int, in session: Session
    ) throws(MPCError) -> [Shared<Mersenne61>] {
        func rounded(_ x: Shared<Mersenne61>, _ s: Int, _ label: String) throws(MPCError) -> Shared<Mersenne61> {
            s <= 0 ? x.scaled(by: Mersenne61(1 << UInt64(-s))) : try session[label].rounded(x, by: s)
        }
        let lengths = columns.map(\.count)
        let t = try session["product"].multiply(.concatenating(columns), low.repeated(columns.count))
        guard let isHigh else { return try rounded(t, s, "round").split(lengths) }
        let high = try session["high"].multiply(t, isHigh.repeated(columns.count))
        let parts = (try rounded(t - high, s, "round"), try rounded(high, s - 32, "round high"))
        return (parts.0 + parts.1).split(lengths)
    }
}

extension Session {
    /// 2^z, relative error below 2^-27.3.
    ///
    /// With the whole part u and y = 2 (z - u) - 1 the mantissa 2^((y + 1) / 2) is a polynomial of degree 6 in y,
    /// |y| <= 1, interpolated at Chebyshev points, with coefficients of 29 fractional bits: relative error 2^-28.4. The
    /// rounding of the mantissa adds half a unit, those of the powers less than a quarter. The mantissa of 2^-z is
    /// the same polynomial in -y.
    ///
    /// - Parameters:
    ///   - z: 0 ... `scale.largest`, with 28 fractional bits.
    ///   - withInverse: whether 2^-z is wanted too.
    /// - Communication: for an exponent of b bits 28 + b planes (``toBits(_:width:)``), 2 b + 5 products, 6 roundings
    ///   and b products more; about 65 hops; for the inverse one rounding and b products more, in 3 hops more.
    /// - Leakage: none.
    func binaryPower(
        _ z: Shared<Mersenne61>, _ scale: LinearPredictorScale, withInverse: Bool = false
    ) throws(MPCError) -> BinaryPower {
        let f = LinearPredictor.fractionBits
        let exponentBits = Int.bitWidth - scale.largest.leadingZeroBitCount
        var bits: [Shared<Mersenne61>] = []
        if exponentBits > 0 {
            let planes = try self["bits"].toBits(z, width: f + exponentBits)
            bits = try self["field"].toField(Array(planes.planes[f...]))
        }
        let whole = bits.enumerated().reduce(z - z) {
            $0 + $1.element.scaled(by: Mersenne61(1 << UInt64(f + $1.offset)))
        }
        let y = (z - whole).scaled(by: 2).adding(-Mersenne61(1 << UInt64(f)), role: role)
        let powers = try self["powers"].powers(y, upTo: Self.mantissaCoefficients.count - 1, fractionBits: f)
        var sums = polynomial(Self.mantissaCoefficients, powers, fractionBits: f)
        if withInverse {
            let alternating = Self.mantissaCoefficients.enumerated().map { $0.offset % 2 == 0 ? $0.element : -$0.element }
            sums.append(polynomial(alternating, powers, fractionBits: f))
        }
        let mantissas = try self["sum"].rounded(sums, by: 29 + f - scale.mantissaBits)
        let power = try SharedPower(bits: bits, count: z.count, in: self["power"])
        guard withInverse else { return BinaryPower(mantissa: mantissas, power: power, inverse: nil) }
        // 2^b - 1 - u has the complements of the bits; what that is more than places - u is divided out again.
        let complements = bits.map { (-$0).adding(1, role: role) }
        let surplus = (1 << exponentBits) - 1 - BinaryPower.places(scale)
        let inverse = try SharedPower(
            bits: complements, count: z.count, dividedBy: surplus, in: self["inverse"])
        return BinaryPower(
            mantissa: mantissas[0..<z.count], power: power,
            inverse: BinaryPower.Inverse(mantissa: mantissas[z.count..<2 * z.count], power: inverse))
    }

    /// 2^((y + 1) / 2), 29 fractional bits.
    private static var mantissaCoefficients: [Int64] {
        [759_250_125, 263_136_052, 45_598_002, 5_267_608, 456_407, 31_795, 1_834]
    }
}
