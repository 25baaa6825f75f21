/// Texts as R prints them: with backslashes before what would break a line.
///
/// Source: R's `encodeString`.
enum QuotedText {
    /// In quotation marks.
    static func quoted(_ text: String) -> String { "\"" + escaped(text, quote: "\"") + "\"" }

    /// Control characters and backslashes as escapes; the quotation mark too where there is one.
    static func escaped(_ text: String, quote: Unicode.Scalar? = nil) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{c}": result += "\\f"
            case "\u{b}": result += "\\v"
            case _ where scalar == quote: result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let code = String(scalar.value, radix: 8)
                result += "\\" + String(repeating: "0", count: 3 - code.count) + code
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A component's name after `$`: in backticks where R's grammar wants them.
    static func componentName(_ name: String) -> String {
        isSyntactic(name) ? name : "`" + escaped(name, quote: "`") + "`"
    }

    /// Whether it is a name in R's grammar.
    static func isSyntactic(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        guard let first = scalars.first, !reserved.contains(name) else { return false }
        let startsWell =
            first.properties.isAlphabetic
            || (first == "." && !(scalars.count > 1 && scalars[1].properties.numericType != nil))
        return startsWell
            && scalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType == .decimal || $0 == "." || $0 == "_"
            }
    }

    private static let reserved: Set<String> = [
        "if", "else", "repeat", "while", "function", "for", "next", "break", "TRUE", "FALSE", "NULL", "Inf", "NaN",
        "NA", "NA_integer_", "NA_real_", "NA_character_", "NA_complex_", "in",
    ]
}
