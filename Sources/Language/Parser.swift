public import Wire

/// Reads R as it is typed into a syntax tree, with R's operators, precedence and rules for line ends.
///
/// Any text gives a tree or a `Problem` that points at the place; sizes and depth are bounded.
public struct Parser {
    /// The deepest nesting.
    public static let depthLimit = 100
    /// The code of the error for text that is not finished, so that a console can ask for another line.
    public static let incompleteCode = "incomplete-input"

    var tokens: [Token]
    var place = 0
    var level = 0
    /// Whether line ends are skipped: innermost bracket last.
    var skipsLines = [false]

    /// The expressions of a text, one after the other.
    ///
    /// - Throws: `Problem` "syntax", "too-deep", "input-too-large", or `incompleteCode` where more text could mend it.
    public static func parse(_ text: String) throws(Problem) -> [Expression] {
        var parser = Parser(tokens: try Lexer.tokens(of: SourceText(text)))
        return try parser.program()
    }

    private mutating func program() throws(Problem) -> [Expression] {
        var result: [Expression] = []
        while true {
            while current.kind == .newline || current.kind == .sign(";") { place += 1 }
            if current.kind == .end { return result }
            result.append(try expression())
            switch current.kind {
            case .newline, .sign(";"), .end: continue
            default: throw unexpected("the end of the line or an operator")
            }
        }
    }

    /// The token at hand; line ends are passed over inside brackets.
    var current: Token {
        mutating get {
            if skipsLines.last == true { skipLines() }
            return tokens[min(place, tokens.count - 1)]
        }
    }

    mutating func skipLines() {
        while place < tokens.count - 1, tokens[place].kind == .newline { place += 1 }
    }

    mutating func advance() -> Token {
        let token = current
        place = min(place + 1, tokens.count - 1)
        return token
    }

    mutating func take(_ sign: String) -> Token? {
        guard current.kind == .sign(sign) else { return nil }
        return advance()
    }

    mutating func expect(_ sign: String, toClose opening: Token? = nil) throws(Problem) -> Token {
        if let token = take(sign) { return token }
        guard let opening, current.kind != .end else { throw unexpected("\"\(sign)\"") }
        throw Problem(
            "syntax", "expected \"\(sign)\" or an operator, found \(describe(current))", at: current.range.place,
            mend: "close the bracket opened at \(opening.range.place)")
    }

    mutating func unexpected(_ wanted: String) -> Problem {
        let token = current
        guard token.kind != .end else {
            return Problem(
                Self.incompleteCode, "the input ends where \(wanted) was expected", at: token.range.place,
                mend: "complete the expression")
        }
        return Problem(
            "syntax", "expected \(wanted), found \(describe(token))", at: token.range.place,
            mend: token.kind == .sign("=") ? "to compare, write ==" : "check for a missing comma, bracket or quote")
    }

    func describe(_ token: Token) -> String {
        switch token.kind {
        case .end: "the end"
        case .newline: "the end of the line"
        case .number, .word, .name: token.range.excerpt
        case .string: "the text \(token.range.excerpt)"
        case .sign(let sign): "\"\(sign)\""
        }
    }

    /// A tree of this form over its children.
    func make(
        _ form: Expression.Form, _ range: SourceRange, over children: [Expression]
    ) throws(Problem) -> Expression {
        let depth = 1 + (children.map(\.depth).max() ?? 0)
        guard depth <= Self.depthLimit else { throw tooDeep(range) }
        return Expression(form: form, range: range, depth: depth)
    }

    func tooDeep(_ range: SourceRange) -> Problem {
        Problem(
            "too-deep", "the expression is nested more than \(Self.depthLimit) deep", at: range.place,
            mend: "give parts of it a name first")
    }
}
