/// How many columns of a terminal a text takes, and padding to them.
///
/// Source: Unicode Standard Annex 11 (East Asian Width): wide characters take two columns, combining marks none.
enum TextWidth {
    static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + columns($1) } }

    /// Spaces before the text up to a width.
    static func right(_ text: String, _ width: Int) -> String { spaces(width - of(text)) + text }

    /// Spaces after the text up to a width.
    static func left(_ text: String, _ width: Int) -> String { text + spaces(width - of(text)) }

    static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// The widest of some texts; 0 for none.
    static func widest(_ texts: [String]) -> Int { texts.map(of).max() ?? 0 }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
        0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
    ]
}
