public import Fields
public import SecretSharing

extension Session {
    /// The exponential function with 28 fractional bits.
    ///
    /// x = n ln 2 + r with an integer n and 0 <= r < ln 2, up to 2^-16 on either side. With z = r - ln 2 / 2 the power e^r is a
    /// polynomial of degree 7 in z, |z| < 0.3466, with coefficients of 27 fractional bits: relative error 2^-29.5. The powers of z
    /// have 30 fractional bits, r 36, and add less than 2^-29; the sum is rounded to 28 bits. Then 2^n multiplies: exactly for
    /// n >= 0, with a rounding for n < 0.
    ///
    /// - Parameter x: with 28 fractional bits, -20 <= x / 2^28 <= 20.
    /// - Returns: exp(x / 2^28) 2^28, with a relative error below 2^-27 and an absolute one of half a unit (2^-29) more.
    /// - Communication: 204 products (8 bytes each) and about 1 330 ANDs an element, 91 hops.
    /// - Leakage: none.
    public func exponential(_ x: Shared<Mersenne61>) throws(MPCError) -> Shared<Mersenne61> {
        // 1_512_775 = 2^20 / ln 2; 47_632_711_549 = 2^36 ln 2.
        let n = try self["power"].shiftedDown(x.scaled(by: 1_512_775), by: 48)
        let r = x.scaled(by: 256) - n.scaled(by: 47_632_711_549)
        let z = try self["round"].rounded(r.adding(-23_816_355_775, role: role), by: 6)
        let powers = try self["powers"].powers(z, upTo: Self.exponentialCoefficients.count - 1, fractionBits: 30)
        let mantissa = try self["sum"].rounded(
            polynomial(Self.exponentialCoefficients, powers, fractionBits: 30), by: 29)

        let shifted = try self["bits"].toBits(n.adding(29, role: role), width: 6)
        let isPower = try self["which"].isEqual(shifted, toEach: (0...57).map { $0 })
        let indicators = try self["indicators"].toField(isPower)
        func scale(_ range: ClosedRange<Int>) -> Shared<Mersenne61> {
            range.reduce(.zero(count: x.count)) {
                $0 + indicators[$1].scaled(by: Mersenne61(1 << UInt64($1 - range.lowerBound)))
            }
        }
        let (small, large) = (scale(0...28), scale(29...57))
        let products = try self["scale"].multiply([(mantissa, small), (mantissa, large)])
        return products[1] + (try self["small"].rounded(products[0], by: 29))
    }

    /// e^(z + ln 2 / 2), 27 fractional bits.
    private static var exponentialCoefficients: [Int64] {
        [189_812_531, 189_812_531, 94_906_268, 31_635_422, 7_908_770, 1_581_758, 264_762, 37_803]
    }
}
