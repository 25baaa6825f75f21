import Foundation
import Language

/// Functions of one number in rules of derived columns.
enum RowFunction {
    /// The functions that an owner computes because nobody can on shares.
    static let transcendental = ["log", "sqrt", "exp"]

    /// The function's value; nil where there is no such function or the argument is no number.
    ///
    /// A value that is no number, such as the logarithm of 0, is missing.
    static func apply(_ name: String, _ value: RowValue) -> RowValue? {
        if let decimal = value.decimal {
            switch name {
            case "floor": return whole(decimal, .down)
            case "ceiling": return whole(decimal, .up)
            case "trunc": return whole(decimal, .towardZero)
            case "abs": return .exact(decimal.significand < 0 ? decimal.negated : decimal)
            default: break
            }
        }
        guard let number = value.double, let result = double(name, number) else { return nil }
        return result.isFinite ? .approximate(result) : .missing
    }

    /// base ^ exponent
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    private static func double(_ name: String, _ value: Double) -> Double? {
        switch name {
        case "log": log(value)
        case "log2": log2(value)
        case "log10": log10(value)
        case "sqrt": value.squareRoot()
        case "exp": exp(value)
        case "floor": value.rounded(.down)
        case "ceiling": value.rounded(.up)
        case "trunc": value.rounded(.towardZero)
        case "round": value.rounded(.toNearestOrEven)
        case "abs": abs(value)
        default: nil
        }
    }

    private static func whole(_ value: ExactDecimal, _ rule: FloatingPointRoundingRule) -> RowValue {
        var divisor: Int128 = 1
        for _ in 0..<value.decimals { divisor *= 10 }
        let (quotient, rest) = value.significand.quotientAndRemainder(dividingBy: divisor)
        let step: Int128 =
            switch rule {
            case .down: rest < 0 ? -1 : 0
            case .up: rest > 0 ? 1 : 0
            default: 0
            }
        return .exact(ExactDecimal(significand: quotient + step, decimals: 0))
    }
}
