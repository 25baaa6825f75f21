/// A public decimal number, exact: significand / 10^decimals in lowest terms.
public struct ExactDecimal: Sendable, Hashable {
    /// The digits as an integer, without trailing zeros unless decimals is 0.
    public let significand: Int128
    /// Decimal places, 0 to `decimalsLimit`.
    public let decimals: Int

    /// The most decimal places.
    public static let decimalsLimit = 18
    /// Significands lie strictly between -10^30 and 10^30.
    public static let significandLimit: Int128 = 1_000_000_000_000_000_000_000_000_000_000

    /// A whole number.
    public init(_ value: Int) {
        significand = Int128(value)
        decimals = 0
    }

    /// significand / 10^decimals, brought to lowest terms. Meant for constants; the limits are not checked.
    public init(significand: Int128, decimals: Int) {
        var significand = significand
        var decimals = max(0, decimals)
        while decimals > 0, significand % 10 == 0 {
            significand /= 10
            decimals -= 1
        }
        self.significand = significand
        self.decimals = decimals
    }

    /// significand / 10^decimals in lowest terms, or nil where it exceeds the limits. decimals may be negative.
    public init?(checking significand: Int128, decimals: Int) {
        guard significand != 0 else {
            self.init(0)
            return
        }
        var (significand, decimals) = (significand, decimals)
        while decimals > 0, significand % 10 == 0 {
            significand /= 10
            decimals -= 1
        }
        guard significand.magnitude < Self.significandLimit.magnitude else { return nil }
        while decimals < 0 {
            significand *= 10
            decimals += 1
            guard significand.magnitude < Self.significandLimit.magnitude else { return nil }
        }
        guard decimals <= Self.decimalsLimit else { return nil }
        self.init(significand: significand, decimals: decimals)
    }

    /// The value times 10^places as an integer, or nil where that is no integer or does not fit.
    public func scaled(toDecimals places: Int) -> Int128? {
        places < decimals ? nil : Self.scale(significand, by: places - decimals)
    }

    /// value * 10^places, nil where it does not fit.
    static func scale(_ value: Int128, by places: Int) -> Int128? {
        guard places <= 38 else { return nil }
        var value = value
        for _ in 0..<max(0, places) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        return value
    }
}
