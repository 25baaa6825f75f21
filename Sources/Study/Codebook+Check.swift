import Wire

extension Column {
    /// Checks the name, levels or scale.
    func check() throws(Problem) {
        guard NameRule.isColumnName(name) || NameRule.isDerivation(name) else {
            throw Problem(
                "bad-codebook", "\(name.quotedForPeople) cannot be the name of a column",
                mend: "use 1 to 64 letters, digits, \".\" and \"_\", beginning with a letter")
        }
        switch kind {
        case .factor(let levels): try check(levels)
        case .number(let scale): try check(scale)
        }
    }

    private func check(_ levels: [String]) throws(Problem) {
        guard (1...Codebook.levelLimit).contains(levels.count) else {
            throw Problem(
                "bad-codebook", "the factor \(name) has \(levels.count) levels",
                mend: "give 1 to \(Codebook.levelLimit)")
        }
        var known: Set<String> = []
        for level in levels {
            guard NameRule.isLevel(level) else {
                throw Problem(
                    "bad-codebook", "\(level.quotedForPeople) cannot be a level of \(name)",
                    mend: "use a text of 1 to 256 bytes, without spaces at its ends and without control characters")
            }
            guard known.insert(level).inserted else {
                throw Problem(
                    "bad-codebook", "the factor \(name) has the level \(level.quotedForPeople) twice",
                    mend: "remove one of them")
            }
        }
    }

    private func check(_ scale: NumberScale) throws(Problem) {
        guard (0...NumberScale.decimalsLimit).contains(scale.decimals) else {
            throw Problem(
                "bad-codebook", "the number \(name) has \(scale.decimals) decimals",
                mend: "give 0 to \(NumberScale.decimalsLimit)")
        }
        guard scale.minimum <= scale.maximum else {
            throw Problem("bad-codebook", "the minimum of \(name) is above its maximum", mend: "exchange the two")
        }
        guard NumberScale.valueRange.contains(scale.minimum), NumberScale.valueRange.contains(scale.maximum) else {
            throw Problem(
                "bad-codebook", "the bounds of \(name) do not fit 59 bits at \(scale.decimals) decimals",
                mend: "give fewer decimals or narrower bounds")
        }
    }
}

/// Which texts may name things.
enum NameRule {
    /// A plain name of the language: letters, digits, `.` and `_`, not beginning with a digit.
    static func isColumnName(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        guard (1...64).contains(scalars.count), scalars[0].properties.isAlphabetic else { return false }
        return scalars.allSatisfy { $0.properties.isAlphabetic || isDigit($0) || $0 == "." || $0 == "_" }
    }

    /// What an owner computes because nobody can on shares, under the name that the language gives it: `log(age)`.
    static func isDerivation(_ name: String) -> Bool {
        ["log(", "sqrt(", "exp("].contains { function in
            name.hasPrefix(function) && name.hasSuffix(")")
                && isColumnName(String(name.dropFirst(function.count).dropLast()))
        }
    }

    /// A level of a factor. The empty text is not one: it stands for a missing value in files.
    static func isLevel(_ level: String) -> Bool {
        guard (1...256).contains(level.utf8.count), level.first?.isWhitespace == false,
            level.last?.isWhitespace == false
        else { return false }
        return isPrintable(level)
    }

    /// A name of a study or table, fit for a file name.
    static func isPlainName(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        guard (1...64).contains(scalars.count), isLetter(scalars[0]) || isDigit(scalars[0]) else { return false }
        return scalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "." || $0 == "_" || $0 == "-" }
    }

    static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
