/// The public scale and bounds of a number column.
///
/// A value v is held as the integer v * 10^decimals; minimum and maximum are such integers, both included.
public struct NumberScale: Sendable, Hashable {
    /// Decimal places, 0 to 9.
    public var decimals: Int
    /// The smallest value allowed, times 10^decimals.
    public var minimum: Int64
    /// The largest value allowed, times 10^decimals.
    public var maximum: Int64

    /// A scale. `Codebook.init` checks that decimals and bounds are in range and in order.
    public init(decimals: Int, minimum: Int64, maximum: Int64) {
        self.decimals = decimals
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The most decimal places a column may have.
    public static let decimalsLimit = 9
    /// Bounds lie within -2^59 ... 2^59 - 1, so that no difference of two values leaves the field's signed range.
    public static let valueRange: ClosedRange<Int64> = -(1 << 59)...((1 << 59) - 1)

    /// The bits needed for the largest value of x - minimum; at least 1.
    public var bits: Int {
        let spread = UInt64(bitPattern: maximum &- minimum)
        return max(1, UInt64.bitWidth - spread.leadingZeroBitCount)
    }

    /// 10^decimals.
    public var factor: Int64 {
        var power: Int64 = 1
        for _ in 0..<min(max(decimals, 0), 18) { power *= 10 }
        return power
    }
}
