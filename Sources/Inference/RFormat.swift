/// Numbers as R prints them: seven significant digits, one format for all elements of a vector.
///
/// Source: R's `formatReal`; fixed notation unless the scientific one is narrower.
public enum RFormat {
    /// The elements, all with the same number of places or all in scientific notation; not padded.
    public static func texts(_ values: [Double?], digits: Int = 7) -> [String] {
        let parts = values.map { $0.flatMap { $0.isFinite ? Parts($0, digits: digits) : nil } }
        let finite = parts.compactMap(\.self)
        let places = finite.map(\.places).max() ?? 0
        let left = finite.map(\.left).max() ?? 0
        let mantissa = finite.map { $0.digits.count - 1 }.max() ?? 0
        let signWidth = finite.contains(where: \.negative) ? 1 : 0
        let exponentWidth = finite.contains { abs($0.exponent) >= 100 } ? 5 : 4
        let fixedWidth = left + (places > 0 ? places + 1 : 0)
        let scientificWidth = signWidth + 1 + (mantissa > 0 ? mantissa + 1 : 0) + exponentWidth
        return zip(values, parts).map { value, part in
            guard let value else { return "NA" }
            guard let part else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "Inf" }
            return fixedWidth <= scientificWidth
                ? fixed(value, places: places) : part.scientific(mantissa: mantissa)
        }
    }

    /// One number with up to 15 significant digits, as `paste` and `as.character` write it.
    public static func text(_ value: Double?) -> String { texts([value], digits: 15)[0] }

    /// value rounded to a number of places.
    static func fixed(_ value: Double, places: Int) -> String {
        let (negative, digits, exponent) = NumberText.decimalDigits(value)
        let (rounded, first) = Parts.round(value, digits, exponent: exponent, keep: exponent + 1 + places)
        let isZero = rounded.allSatisfy { $0 == "0" }
        let whole = NumberText.place(isZero ? "0" : rounded, exponent: isZero ? 0 : first)
        let point = whole.firstIndex(of: ".") ?? whole.endIndex
        let fraction = whole[point...].dropFirst()
        let padded = fraction + String(repeating: "0", count: max(0, places - fraction.count))
        return (negative ? "-" : "") + whole[..<point] + (places > 0 ? "." + padded.prefix(places) : "")
    }

    /// The significant digits of one number.
    private struct Parts {
        let negative: Bool
        let digits: String
        let exponent: Int

        init(_ value: Double, digits limit: Int) {
            let (negative, digits, exponent) = NumberText.decimalDigits(value)
            let (rounded, first) = Parts.round(value, digits, exponent: exponent, keep: limit)
            let trimmed = String(rounded.reversed().drop { $0 == "0" }.reversed())
            self.negative = negative
            self.digits = trimmed.isEmpty ? "0" : trimmed
            self.exponent = value == 0 ? 0 : first
        }

        /// Places after the point in fixed notation.
        var places: Int { max(0, digits.count - exponent - 1) }
        /// Width before the point, the sign included.
        var left: Int { max(1, exponent + 1) + (negative ? 1 : 0) }

        func scientific(mantissa: Int) -> String {
            let fraction = digits.dropFirst() + String(repeating: "0", count: mantissa - digits.count + 1)
            let sign = exponent < 0 ? "-" : "+"
            return (negative ? "-" : "") + digits.prefix(1) + (mantissa > 0 ? "." + fraction : "") + "e" + sign
                + NumberText.twoDigits(abs(exponent))
        }

        /// The first `keep` digits of a value, rounded to nearest, of a tie to even; the exponent grows where a carry adds a
        /// digit.
        static func round(_ value: Double, _ digits: String, exponent: Int, keep: Int) -> (String, Int) {
            let all = digits.utf8.map { $0 - UInt8(ascii: "0") }
            guard keep < all.count else { return (digits, exponent) }
            guard keep >= 0 else { return ("0", exponent) }
            var kept = Array(all.prefix(keep))
            guard roundsUp(value, digits, exponent: exponent, keep: keep) else {
                return (kept.isEmpty ? "0" : text(kept), exponent)
            }
            var index = keep - 1
            while index >= 0, kept[index] == 9 {
                kept[index] = 0
                index -= 1
            }
            if index >= 0 {
                kept[index] += 1
                return (text(kept), exponent)
            }
            return (text([1] + kept), exponent + 1)
        }

        /// Whether the value lies above the middle between the first `keep` digits and the next; of the middle itself,
        /// whether the last digit kept is odd.
        private static func roundsUp(_ value: Double, _ digits: String, exponent: Int, keep: Int) -> Bool {
            let all = digits.utf8.map { $0 - UInt8(ascii: "0") }
            guard all[keep] == 5, keep + 1 == all.count else { return all[keep] >= 5 }
            let side = DecimalTie.compare(value, digits: digits, exponent: exponent)
            return side > 0 || (side == 0 && keep > 0 && all[keep - 1] % 2 == 1)
        }

        private static func text(_ digits: [UInt8]) -> String {
            String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        }
    }
}
