import Study
import Wire

/// Cuts a text into tokens. Sizes are bounded; any bytes give tokens or an error, never a trap.
struct Lexer {
    /// The longest text, bytes.
    static let sizeLimit = 65_536

    private let source: SourceText
    private let scalars: [Unicode.Scalar]
    private var place = 0

    /// All tokens of the text, ended by `.end`.
    static func tokens(of source: SourceText) throws(Problem) -> [Token] {
        guard source.text.utf8.count <= sizeLimit else {
            throw Problem(
                "input-too-large", "the text is longer than \(sizeLimit / 1024) KiB", mend: "give it in smaller pieces")
        }
        var lexer = Lexer(source: source, scalars: source.scalars)
        var tokens: [Token] = []
        repeat {
            tokens.append(try lexer.next())
        } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(Problem) -> Token {
        skipBlanks()
        let start = place
        guard let scalar = peek() else { return token(.end, from: start) }
        if scalar == "\n" {
            place += 1
            return token(.newline, from: start)
        }
        // The kind first: the range ends where reading it has ended.
        let kind = try kind(beginningWith: scalar, from: start)
        return token(kind, from: start)
    }

    private mutating func kind(beginningWith scalar: Unicode.Scalar, from start: Int) throws(Problem) -> Token.Kind {
        if scalar == "\"" || scalar == "'" { return .string(try quoted(by: scalar, from: start)) }
        if scalar == "`" { return .name(try quoted(by: scalar, from: start)) }
        if isDigit(scalar) || (scalar == "." && peek(1).map(isDigit) == true) { return .number(number()) }
        if isNameStart(scalar) { return word() }
        return .sign(try sign(from: start))
    }

    private mutating func skipBlanks() {
        while let scalar = peek() {
            if scalar == "#" {
                while let next = peek(), next != "\n" { place += 1 }
            } else if scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\u{A0}" || scalar == "\u{FEFF}" {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func number() -> String {
        let start = place
        while let scalar = peek(), isDigit(scalar) || scalar == "." { place += 1 }
        if let scalar = peek(), scalar == "e" || scalar == "E" {
            let signed = peek(1) == "-" || peek(1) == "+"
            if let digit = peek(signed ? 2 : 1), isDigit(digit) {
                place += signed ? 2 : 1
                while let scalar = peek(), isDigit(scalar) { place += 1 }
            }
        }
        if peek() == "L" { place += 1 }
        return text(from: start)
    }

    private mutating func word() -> Token.Kind {
        let start = place
        while let scalar = peek(), isNameStart(scalar) || isDigit(scalar) || scalar == "_" { place += 1 }
        let name = text(from: start)
        return Token.Word(rawValue: name).map(Token.Kind.word) ?? .name(name)
    }

    private mutating func sign(from start: Int) throws(Problem) -> String {
        if peek() == "%" {
            place += 1
            while let scalar = peek(), scalar != "%", scalar != "\n" { place += 1 }
            guard peek() == "%" else {
                throw Problem(
                    "syntax", "an operator in % signs does not end", at: range(from: start).place,
                    mend: "close it with %, as in %in%")
            }
            place += 1
            return text(from: start)
        }
        for length in [3, 2, 1] where place + length <= scalars.count {
            let candidate = text(from: place, count: length)
            if Self.signs.contains(candidate) {
                place += length
                return candidate
            }
        }
        place += 1
        throw Problem(
            "syntax", "the character \(text(from: start).quotedForPeople) has no meaning here",
            at: range(from: start).place, mend: "remove it, or put text in quotes")
    }

    private static let signs: Set<String> = [
        "<<-", "->>", ":::", "<-", "->", "<=", ">=", "==", "!=", "&&", "||", "[[", "::", "|>", "+", "-", "*", "/", "^",
        "<",
        ">", "!", "&", "|", "~", "?", ":", "=", "$", "@", "(", ")", "{", "}", "[", "]", ",", ";",
    ]

    private mutating func quoted(by quote: Unicode.Scalar, from start: Int) throws(Problem) -> String {
        place += 1
        var result = String.UnicodeScalarView()
        while let scalar = peek() {
            place += 1
            if scalar == quote { return String(result) }
            result.append(scalar == "\\" ? try escaped(from: place - 1) : scalar)
        }
        throw Problem(
            Parser.incompleteCode, "the text that begins here has no closing \(quote)", at: range(from: start).place,
            mend: "add the closing quote")
    }

    private mutating func escaped(from start: Int) throws(Problem) -> Unicode.Scalar {
        let scalar = peek()
        place += 1
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "0": return "\0"
        case "\\", "\"", "'", "`": return scalar ?? "\\"
        case "u", "U", "x": return try escapedCode(from: start)
        default:
            throw Problem(
                "syntax", "there is no escape \\\(scalar.map { String(Character($0)) } ?? "")",
                at: range(from: start).place, mend: "write \\\\ for a backslash")
        }
    }

    private mutating func escapedCode(from start: Int) throws(Problem) -> Unicode.Scalar {
        let braced = peek() == "{"
        if braced { place += 1 }
        var (value, digits): (UInt32, Int) = (0, 0)
        while digits < 8, let scalar = peek(), let digit = Character(scalar).hexDigitValue, scalar.isASCII {
            value = value << 4 | UInt32(digit)
            (place, digits) = (place + 1, digits + 1)
        }
        let closed = !braced || peek() == "}"
        if braced, closed { place += 1 }
        guard digits > 0, closed, let result = Unicode.Scalar(value) else {
            throw Problem(
                "syntax", "this escape names no character", at: range(from: start).place,
                mend: "write it as in \\u00e9")
        }
        return result
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        place + ahead < scalars.count ? scalars[place + ahead] : nil
    }

    private func text(from start: Int, count: Int? = nil) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<min(scalars.count, count.map { start + $0 } ?? place)])
        return String(view)
    }

    private func range(from start: Int) -> SourceRange { SourceRange(source, start, place) }
    private func token(_ kind: Token.Kind, from start: Int) -> Token { Token(kind: kind, range: range(from: start)) }
    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private func isNameStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "." || scalar.properties.isAlphabetic }
}
