/// log2 of a public whole number by integer arithmetic, the same at all parties.
enum BinaryLogarithm {
    /// log2 n with 28 fractional bits; n >= 1.
    static func value(of n: Int) -> Int64 { (fine(of: n) + 1 << 11) >> 12 }

    /// The fractional bits of ``fine(of:)``.
    static var fineBits: Int { 40 }

    /// log2 n with 40 fractional bits, rounded down; n >= 1.
    static func fine(of n: Int) -> Int64 {
        let whole = Int.bitWidth - 1 - n.leadingZeroBitCount
        // The mantissa, from 1 to 2, with 62 fractional bits; a bit of the logarithm for each square.
        var mantissa = UInt64(n) << UInt64(62 - whole)
        var logarithm = Int64(whole)
        for _ in 0..<fineBits {
            let square = mantissa.multipliedFullWidth(by: mantissa)
            mantissa = square.high << 2 | square.low >> 62
            logarithm <<= 1
            if mantissa >= 1 << 63 {
                mantissa >>= 1
                logarithm += 1
            }
        }
        return logarithm
    }
}
