public import Wire

/// The rule for names of nodes, owners and analysts.
public enum PartyName {
    /// Whether a name has 1 to 64 of the characters a-z, 0-9, `.`, `_`, `-` and begins with a letter or digit.
    public static func isValid(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count), let first = name.utf8.first else { return false }
        return isLetterOrDigit(first)
            && name.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
    }

    /// Refuses a name that breaks the rule, as `bad-name`.
    public static func check(_ name: String) throws(Problem) {
        guard isValid(name) else {
            let shown = String(String.UnicodeScalarView(name.unicodeScalars.prefix(64).filter { $0.value >= 32 }))
            throw Problem(
                "bad-name", "\"\(shown)\" cannot be the name of a party",
                mend: "use 1 to 64 of the characters a-z, 0-9, '.', '_' and '-', beginning with a letter or digit",
                kind: .usage)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
