extension NumberScale {
    /// Why a text is no number of a scale.
    public enum TextError: Error, Sendable, Equatable {
        /// It is not written as a plain decimal number.
        case notANumber
        /// It has more decimal places than the scale (zeros at the end do not count).
        case tooManyDecimals
        /// It lies outside the bounds, or is too long.
        case outOfBounds
    }

    /// The scaled integer of a plain decimal text such as `63`, `-0.5`, `12.50`, `1e3`; within the bounds.
    public func scaled(_ text: some StringProtocol) throws(TextError) -> Int64 {
        let value = try Self.scaled(text, decimals: decimals)
        guard value >= minimum, value <= maximum else { throw .outOfBounds }
        return value
    }

    /// The integer value * 10^decimals of a plain decimal text, exact.
    public static func scaled(_ text: some StringProtocol, decimals: Int) throws(TextError) -> Int64 {
        var rest = text.utf8[...]
        let negative = rest.first == UInt8(ascii: "-")
        if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        guard let mantissa = parts.first, let (digits, places) = digits(of: mantissa) else { throw .notANumber }
        var shift = decimals - places
        if parts.count == 2 {
            guard let exponent = exponent(of: parts[1]) else { throw .notANumber }
            shift += exponent
        }
        return try place(digits, shift: shift, negative: negative)
    }

    private static func digits(of text: some Collection<UInt8>) -> (digits: [UInt8], places: Int)? {
        var (digits, places, seenPoint): ([UInt8], Int, Bool) = ([], 0, false)
        for byte in text {
            if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits.append(byte - UInt8(ascii: "0"))
                if seenPoint { places += 1 }
            } else {
                return nil
            }
        }
        return digits.isEmpty ? nil : (digits, places)
    }

    private static func exponent(of text: some Collection<UInt8>) -> Int? {
        guard (1...5).contains(text.count) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }

    private static func place(_ digits: [UInt8], shift: Int, negative: Bool) throws(TextError) -> Int64 {
        var digits = Array(digits.drop { $0 == 0 })
        var shift = shift
        while shift < 0, digits.last == 0 {
            digits.removeLast()
            shift += 1
        }
        if digits.isEmpty { return 0 }
        guard shift >= 0 else { throw .tooManyDecimals }
        guard digits.count + shift <= 18 else { throw .outOfBounds }
        var value: Int64 = 0
        for digit in digits { value = value * 10 + Int64(digit) }
        for _ in 0..<shift { value *= 10 }
        return negative ? -value : value
    }

    /// The plain text of a scaled integer, with all its decimal places.
    public func text(_ value: Int64) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 ? "-" : ""
        return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
