/// Numbers as text: no locale, at least one decimal place.
public enum NumberText {
    /// The exact decimal where it ends within 17 digits, else the shortest decimal of the nearest double.
    public static func shortest(_ value: ExactRational) -> String {
        if let (significand, decimals) = value.exactDecimal, significand.magnitude < 100_000_000_000_000_000 {
            return plain(significand, decimals: decimals)
        }
        if value.isInteger { return "\(value.numerator).0" }
        return shortest(value.double)
    }

    /// The shortest decimal that reads back as this double; `Inf`, `-Inf`, `NaN` as R spells them.
    public static func shortest(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "Inf" }
        if value == 0 { return "0.0" }
        let (negative, digits, exponent) = decimalDigits(value)
        let sign = negative ? "-" : ""
        guard (-5...16).contains(exponent) else {
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + twoDigits(abs(exponent))
        }
        return sign + place(digits, exponent: exponent)
    }

    /// significand / 10^decimals with all its places, at least one.
    static func plain(_ significand: Int128, decimals: Int) -> String {
        let digits = String(significand.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = padded.dropLast(decimals)
        let fraction = padded.suffix(decimals)
        return (significand < 0 ? "-" : "") + whole + "." + (fraction.isEmpty ? "0" : fraction)
    }

    /// Sign, significant digits and the exponent of the first digit, from Swift's shortest form (which has no locale).
    static func decimalDigits(_ value: Double) -> (negative: Bool, digits: String, exponent: Int) {
        let text = value.magnitude.description.lowercased()
        let parts = text.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0].drop { $0 == "0" }
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        let all = whole + fraction
        let digits = all.drop { $0 == "0" }
        let first = whole.isEmpty ? -(all.count - digits.count) - 1 : whole.count - 1
        let trimmed = String(digits.reversed().drop { $0 == "0" }.reversed())
        return (value < 0, trimmed.isEmpty ? "0" : trimmed, first + exponent)
    }

    /// Digits with the point after the digit of 10^0.
    static func place(_ digits: String, exponent: Int) -> String {
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
        let fraction = padded.dropFirst(exponent + 1)
        return padded.prefix(exponent + 1) + "." + (fraction.isEmpty ? "0" : fraction)
    }

    static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
