/// A comparison of private decimals with a public number, brought to the scaled integers that are shared.
///
/// For x an integer at `decimals` places within its bounds, `x op constant` is `test`, negated where `negated`.
public struct IntegerComparison: Sendable, Hashable {
    /// What is tested of the scaled integer.
    public enum Test: Sendable, Hashable {
        /// No value within the bounds passes.
        case never
        /// x < threshold, with minimum < threshold <= maximum.
        case less(than: Int128)
        /// x == value, with minimum <= value <= maximum.
        case equal(to: Int128)
    }

    /// The test.
    public let test: Test
    /// Whether the comparison holds where the test fails.
    public let negated: Bool

    /// The comparison of values of this type with a number; the number may have more places than the type.
    public init(_ operation: ComparisonOperator, _ constant: ExactDecimal, of type: DecimalType) {
        let (floor, isExact) = Self.floor(constant, decimals: type.decimals)
        switch operation {
        case .equal, .notEqual:
            let inside = isExact && floor >= type.minimum && floor <= type.maximum
            (test, negated) = (inside ? .equal(to: floor) : .never, operation == .notEqual)
        case .less: (test, negated) = Self.less(than: isExact ? floor : floor + 1, type, negated: false)
        case .lessOrEqual: (test, negated) = Self.less(than: floor + 1, type, negated: false)
        case .greaterOrEqual: (test, negated) = Self.less(than: isExact ? floor : floor + 1, type, negated: true)
        case .greater: (test, negated) = Self.less(than: floor + 1, type, negated: true)
        }
    }

    private static func less(than threshold: Int128, _ type: DecimalType, negated: Bool) -> (Test, Bool) {
        if threshold <= type.minimum { return (.never, negated) }
        if threshold > type.maximum { return (.never, !negated) }
        return (.less(than: threshold), negated)
    }

    /// The largest integer not above constant * 10^decimals, and whether it is equal; far values are clamped.
    private static func floor(_ constant: ExactDecimal, decimals: Int) -> (Int128, Bool) {
        if let whole = constant.scaled(toDecimals: decimals) { return (whole, true) }
        guard constant.decimals > decimals, let power = ExactDecimal.scale(1, by: constant.decimals - decimals) else {
            return (constant.significand < 0 ? -(1 << 120) : 1 << 120, true)
        }
        let (quotient, remainder) = constant.significand.quotientAndRemainder(dividingBy: power)
        return (remainder < 0 ? quotient - 1 : quotient, remainder == 0)
    }
}
