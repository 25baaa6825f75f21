extension SVGDocument {
    /// A coordinate with two decimals at most; what is no number is 0.
    static func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e12 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return sign + String(whole) }
        return sign + "\(whole)." + (rest % 10 == 0 ? String(rest / 10) : rest < 10 ? "0\(rest)" : String(rest))
    }

    /// A text in which nothing is markup; characters that XML does not know are left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t", "\r": result += " "
            case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// About how wide a text is set in a sans-serif font; wide enough rather than too narrow.
    static func width(of text: String, size: Double = 12) -> Double {
        text.unicodeScalars.reduce(0) { $0 + relativeWidth($1) } * size
    }

    private static func relativeWidth(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "'", "|": 0.26
        case "f", "t", "r", "I", ".", ",", ":", ";", "(", ")", "[", "]", " ", "-", "/", "!": 0.36
        case "m", "w", "M", "W", "@", "%": 0.9
        case "A"..."Z": 0.7
        default: TextWidth.of(String(scalar)) > 1 ? 1 : 0.59
        }
    }
}
