extension ExactRational {
    /// The double nearest to the exact value; ties to even.
    public var double: Double {
        let divisor = denominator.magnitude
        var (quotient, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        guard quotient != 0 || remainder != 0 else { return 0 }
        // Long division until the quotient has two bits more than a double keeps; the remainder is the sticky bit.
        var exponent = 0
        while quotient >> 55 == 0 {
            remainder <<= 1
            quotient <<= 1
            if remainder >= divisor {
                remainder -= divisor
                quotient |= 1
            }
            exponent -= 1
        }
        let surplus = (UInt128.bitWidth - quotient.leadingZeroBitCount) - 53
        let dropped = quotient & ((1 << UInt128(surplus)) - 1)
        let half: UInt128 = 1 << UInt128(surplus - 1)
        var kept = UInt64(truncatingIfNeeded: quotient >> UInt128(surplus))
        if dropped > half || (dropped == half && (remainder != 0 || kept & 1 == 1)) { kept += 1 }
        let magnitude = Double(sign: .plus, exponent: exponent + surplus, significand: Double(kept))
        return numerator < 0 ? -magnitude : magnitude
    }

    /// The digits and places of the exact decimal, or nil where it does not terminate or does not fit.
    public var exactDecimal: (significand: Int128, decimals: Int)? {
        var rest = denominator
        var (twos, fives) = (0, 0)
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        guard rest == 1, let power = Self.powerOfTen(max(twos, fives)) else { return nil }
        let (product, overflow) = numerator.multipliedReportingOverflow(by: power / denominator)
        return overflow ? nil : (product, max(twos, fives))
    }
}
