extension ExactDecimal: CustomStringConvertible {
    /// The canonical text: plain digits, no exponent, no trailing zeros after the point.
    public var description: String {
        let digits = String(significand.magnitude)
        let sign = significand < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// The number that a text in R's notation names (`63`, `0.50`, `.5`, `1e-3`, `5L`); nil where it is none or too long.
    public init?(_ text: String) {
        var significand: Int128 = 0
        var (decimals, digits, seenPoint) = (0, 0, false)
        var rest = Substring(text)
        let negative = rest.first == "-"
        if negative { rest = rest.dropFirst() }
        while let next = rest.first, next != "e", next != "E", next != "L" {
            rest = rest.dropFirst()
            if next == "." {
                guard !seenPoint else { return nil }
                seenPoint = true
            } else {
                guard let digit = next.wholeNumberValue, next.isASCII else { return nil }
                guard significand < Self.significandLimit else { return nil }
                significand = significand * 10 + Int128(digit)
                digits += 1
                if seenPoint { decimals += 1 }
            }
        }
        guard digits > 0 else { return nil }
        if let marker = rest.first, marker != "L" {
            var exponentText = rest.dropFirst()
            if exponentText.last == "L" { exponentText = exponentText.dropLast() }
            if exponentText.first == "+" { exponentText = exponentText.dropFirst() }
            guard exponentText.utf8.count <= 4, let exponent = Int(exponentText) else { return nil }
            decimals -= exponent
        } else if !rest.isEmpty, rest != "L" {
            return nil
        }
        self.init(checking: negative ? -significand : significand, decimals: decimals)
    }
}

extension ExactDecimal {
    /// 1 / self as a decimal, nil where it does not end (or self is 0).
    public var reciprocal: ExactDecimal? {
        guard significand != 0 else { return nil }
        var rest = significand.magnitude
        var (twos, fives) = (0, 0)
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        guard rest == 1, max(twos, fives) <= Self.decimalsLimit else { return nil }
        var power: Int128 = 1
        for _ in 0..<max(twos, fives) { power *= 10 }
        let quotient = power / significand
        return ExactDecimal(checking: quotient, decimals: max(twos, fives) - decimals)
    }

    /// The number with the other sign.
    public var negated: ExactDecimal { ExactDecimal(significand: -significand, decimals: decimals) }
}

extension ExactDecimal: Comparable {
    /// Exact comparison; both sides fit once brought to the same places.
    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let a = left.significand.multipliedFullWidth(by: power(right.decimals))
        let b = right.significand.multipliedFullWidth(by: power(left.decimals))
        return (a.high, a.low) < (b.high, b.low)
    }

    private static func power(_ exponent: Int) -> Int128 {
        var power: Int128 = 1
        for _ in 0..<min(exponent, 38) { power *= 10 }
        return power
    }
}
