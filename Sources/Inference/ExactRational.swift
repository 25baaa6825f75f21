/// A public rational number, exact: numerator / denominator in lowest terms, the denominator positive.
public struct ExactRational: Sendable, Hashable {
    /// The numerator; carries the sign.
    public let numerator: Int128
    /// The denominator, at least 1.
    public let denominator: Int128

    /// A whole number.
    public init(_ value: Int) {
        numerator = Int128(value)
        denominator = 1
    }

    /// numerator / denominator in lowest terms; nil where the denominator is 0 or a part is out of range.
    public init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        guard let unsigned = Int128(exactly: divisor) else { return nil }
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * (numerator / unsigned)
        self.denominator = sign * (denominator / unsigned)
    }

    /// numerator / 10^decimals; nil where it does not fit. decimals may be negative.
    public init?(_ numerator: Int128, decimals: Int) {
        guard let power = Self.powerOfTen(abs(decimals)) else { return nil }
        if decimals >= 0 {
            self.init(numerator, over: power)
        } else {
            let (product, overflow) = numerator.multipliedReportingOverflow(by: power)
            guard !overflow else { return nil }
            self.init(product, over: 1)
        }
    }

    /// 10^exponent, nil beyond 38.
    static func powerOfTen(_ exponent: Int) -> Int128? {
        guard (0...38).contains(exponent) else { return nil }
        var power: Int128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }

    static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (a, b) = (first, second)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}

extension ExactRational {
    /// The sum, nil where it does not fit.
    public func adding(_ other: ExactRational) -> ExactRational? {
        let divisor = Int128(
            truncatingIfNeeded: Self.greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude))
        let (ownFactor, otherFactor) = (other.denominator / divisor, denominator / divisor)
        let left = numerator.multipliedReportingOverflow(by: ownFactor)
        let right = other.numerator.multipliedReportingOverflow(by: otherFactor)
        let bottom = denominator.multipliedReportingOverflow(by: ownFactor)
        let top = left.partialValue.addingReportingOverflow(right.partialValue)
        guard !left.overflow, !right.overflow, !bottom.overflow, !top.overflow else { return nil }
        return ExactRational(top.partialValue, over: bottom.partialValue)
    }

    /// The difference, nil where it does not fit.
    public func subtracting(_ other: ExactRational) -> ExactRational? { adding(other.negated) }

    /// The product, nil where it does not fit.
    public func multiplied(by other: ExactRational) -> ExactRational? {
        guard let first = ExactRational(numerator, over: other.denominator),
            let second = ExactRational(other.numerator, over: denominator)
        else { return nil }
        let top = first.numerator.multipliedReportingOverflow(by: second.numerator)
        let bottom = first.denominator.multipliedReportingOverflow(by: second.denominator)
        guard !top.overflow, !bottom.overflow else { return nil }
        return ExactRational(top.partialValue, over: bottom.partialValue)
    }

    /// The quotient, nil where the divisor is 0 or it does not fit.
    public func divided(by other: ExactRational) -> ExactRational? {
        guard let inverse = ExactRational(other.denominator, over: other.numerator) else { return nil }
        return multiplied(by: inverse)
    }

    /// The number with the other sign.
    public var negated: ExactRational { ExactRational(-numerator, over: denominator) ?? self }

    /// The largest integer that is not larger.
    public var floor: Int128 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Whether it is a whole number.
    public var isInteger: Bool { denominator == 1 }
}

extension ExactRational: Comparable {
    /// Exact comparison, whatever the size.
    public static func < (left: ExactRational, right: ExactRational) -> Bool {
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return (first.high, first.low) < (second.high, second.low)
    }
}
