extension WideInteger {
    /// The double nearest to the number; ties to even, infinite beyond the largest double.
    public var double: Double { divided(by: WideInteger(1)) }

    /// The double nearest to the exact quotient by a positive number; ties to even.
    ///
    /// The quotient must lie between 10^-290 and 10^290 in magnitude, or be 0, to be rounded once only.
    public func divided(by divisor: WideInteger) -> Double {
        precondition(!divisor.isNegative && !divisor.isZero, "a divisor is positive")
        guard !isZero else { return 0 }
        // Shifted so that the quotient has 55 or 56 bits: two or three more than a double keeps.
        let shift = 55 - (bitCount - divisor.bitCount)
        var rest = WideInteger(isNegative: false, words: words).shifted(by: max(0, shift))
        let unit = divisor.shifted(by: max(0, -shift))
        var quotient: UInt64 = 0
        for place in (0...56).reversed() {
            let part = unit.shifted(by: place)
            quotient <<= 1
            if part <= rest {
                rest = rest - part
                quotient |= 1
            }
        }
        // The remainder only matters where the dropped bits are exactly one half.
        let surplus = UInt64(64 - quotient.leadingZeroBitCount - 53)
        let dropped = quotient & (1 << surplus - 1)
        let half: UInt64 = 1 << (surplus - 1)
        var kept = quotient >> surplus
        if dropped > half || (dropped == half && (!rest.isZero || kept & 1 == 1)) { kept += 1 }
        let magnitude = Double(sign: .plus, exponent: Int(surplus) - shift, significand: Double(kept))
        return isNegative ? -magnitude : magnitude
    }

    /// The double nearest to the number over 10^decimals.
    public func scaled(decimals: Int) -> Double { divided(by: .powerOfTen(decimals)) }
}
