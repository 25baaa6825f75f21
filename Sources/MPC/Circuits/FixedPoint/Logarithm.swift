public import Fields
public import SecretSharing

extension Session {
    /// The natural logarithm of x / 2^g with 28 fractional bits.
    ///
    /// x = mu 2^e with 1/2 <= mu < 1. With y = 4 mu - 3 the logarithm of mu is a polynomial of degree 11 in y, |y| <= 1,
    /// interpolated at Chebyshev points, with coefficients of 30 fractional bits: together within 2^-29.8. The powers of y
    /// weigh with about 3^-k / k and add half a unit (2^-28) at most, the final rounding and that of e ln 2 half a unit each.
    ///
    /// - Parameters:
    ///   - x: 1 <= x < 2^58; for 0 the outcome is -g ln 2 - ln 4, a number without meaning.
    ///   - fractionBits: g, the number of fractional bits of x, 0 ... 58.
    /// - Returns: ln(x / 2^g) 2^28, with an error of less than 2 units, that is 2^-27.
    /// - Communication: 223 products (8 bytes each) and about 1 700 ANDs an element, 89 hops.
    /// - Leakage: none.
    public func logarithm(_ x: Shared<Mersenne61>, fractionBits g: Int = 0) throws(MPCError) -> Shared<Mersenne61> {
        let top = try self["top"].leadingOne(x, width: 58)
        let d = try self["mantissa"].multiply(x, top.weighted { Mersenne61(1 << UInt64(57 - $0)) })
        let y = try self["round"].rounded(d, by: 28).adding(-Mersenne61(3 << 28), role: role)
        let powers = try self["powers"].powers(y, upTo: Self.logarithmCoefficients.count - 1, fractionBits: 28)
        let mantissa = try self["sum"].rounded(
            polynomial(Self.logarithmCoefficients, powers, fractionBits: 28), by: 30)
        return mantissa + top.weighted { Mersenne61(signed: Self.logarithmOfPower($0 + 1 - g)) }
    }

    /// k ln 2, rounded to 28 fractional bits, from 2^52 ln 2.
    private static func logarithmOfPower(_ k: Int) -> Int64 { (Int64(k) * 3_121_657_384_082_680 + (1 << 23)) >> 24 }

    /// ln((y + 3) / 4) on -1 ... 1, 30 fractional bits.
    private static var logarithmCoefficients: [Int64] {
        [
            -308_896_273, 357_913_941, -59_652_332, 13_256_078, -3_313_925, 883_687, -245_874, 70_309, -19_725, 5_785,
            -2_430,
            758,
        ]
    }
}
