/// On which side of a decimal a double lies, exactly.
///
/// The shortest decimal of a double may end in a 5 where the double itself lies a little above or below; rounding to fewer
/// digits wants to know, as C's `printf` rounds the double and not its decimal.
enum DecimalTie {
    /// Below 0 where |value| is less than the decimal, above 0 where it is more, 0 where both are the same number.
    /// - Parameters:
    ///   - digits: The decimal's significant digits.
    ///   - exponent: The power of ten of its first digit.
    static func compare(_ value: Double, digits: String, exponent: Int) -> Int {
        guard value.isFinite, value != 0, let decimal = UInt64(digits) else { return 0 }
        let magnitude = value.magnitude
        // value = significand * 2^binary, decimal = digits * 10^tens
        let binary = Int(magnitude.exponent) - 52
        let significand = UInt64(magnitude.significand * 4_503_599_627_370_496)
        let tens = exponent - (digits.utf8.count - 1)
        var (left, right) = (limbs(significand), limbs(decimal))
        scale(&left, by: 5, times: -tens)
        scale(&right, by: 5, times: tens)
        scale(&left, by: 2, times: binary - tens)
        scale(&right, by: 2, times: tens - binary)
        return order(left, right)
    }

    /// Limbs of 32 bits, the least first.
    private static func limbs(_ value: UInt64) -> [UInt32] {
        [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    }

    private static func scale(_ number: inout [UInt32], by factor: UInt64, times: Int) {
        for _ in 0..<max(0, times) {
            var carry: UInt64 = 0
            for index in number.indices {
                let product = UInt64(number[index]) * factor + carry
                number[index] = UInt32(truncatingIfNeeded: product)
                carry = product >> 32
            }
            if carry > 0 { number.append(UInt32(truncatingIfNeeded: carry)) }
        }
    }

    private static func order(_ left: [UInt32], _ right: [UInt32]) -> Int {
        for index in stride(from: max(left.count, right.count) - 1, through: 0, by: -1) {
            let (a, b) = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
            if a != b { return a < b ? -1 : 1 }
        }
        return 0
    }
}
