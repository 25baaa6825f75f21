import Wire

extension Parser {
    /// A value followed by any calls, indices and members.
    mutating func postfix() throws(Problem) -> Expression {
        var result = try primary()
        while case .sign(let sign) = current.kind {
            switch sign {
            case "(":
                let (list, end) = try arguments(closing: [")"])
                let children = [result] + list.compactMap(\.value)
                result = try make(.call(result, list), result.range.joined(end), over: children)
            case "[[":
                let (list, end) = try arguments(closing: ["]", "]"])
                let children = [result] + list.compactMap(\.value)
                result = try make(.element(result, list), result.range.joined(end), over: children)
            case "[":
                let (list, end) = try arguments(closing: ["]"])
                let children = [result] + list.compactMap(\.value)
                result = try make(.index(result, list), result.range.joined(end), over: children)
            case "$":
                _ = advance()
                skipLines()
                let (name, range) = try memberName()
                result = try make(.member(result, name), result.range.joined(range), over: [result])
            default: return result
            }
        }
        return result
    }

    private mutating func memberName() throws(Problem) -> (String, SourceRange) {
        switch current.kind {
        case .name(let name), .string(let name): return (name, advance().range)
        default: throw unexpected("the name of a column")
        }
    }

    private mutating func arguments(closing: [String]) throws(Problem) -> ([Expression.Argument], SourceRange) {
        let opening = advance()
        skipsLines.append(true)
        defer { skipsLines.removeLast() }
        var result: [Expression.Argument] = []
        if current.kind != .sign(closing[0]) {
            result.append(try argument(closing: closing[0]))
            while take(",") != nil { result.append(try argument(closing: closing[0])) }
        }
        var end = opening.range
        for sign in closing { end = try expect(sign, toClose: opening).range }
        return (result, end)
    }

    private mutating func argument(closing: String) throws(Problem) -> Expression.Argument {
        let first = current
        if first.kind == .sign(",") || first.kind == .sign(closing) {
            return Expression.Argument(name: nil, value: nil, range: first.range)
        }
        if let name = argumentName() {
            if current.kind == .sign(",") || current.kind == .sign(closing) {
                return Expression.Argument(name: name, value: nil, range: first.range)
            }
            let value = try expression(above: 3)
            return Expression.Argument(name: name, value: value, range: first.range.joined(value.range))
        }
        let value = try expression(above: 3)
        return Expression.Argument(name: nil, value: value, range: value.range)
    }

    /// `name =` at the start of an argument; nothing is taken where it is something else.
    private mutating func argumentName() -> String? {
        let start = place
        let name: String
        switch advance().kind {
        case .name(let text), .string(let text): name = text
        case .word(.null): name = "NULL"
        default:
            place = start
            return nil
        }
        guard take("=") != nil else {
            place = start
            return nil
        }
        return name
    }

    private mutating func primary() throws(Problem) -> Expression {
        let token = current
        switch token.kind {
        case .number(let text): return try leaf(.number(text))
        case .string(let text): return try leaf(.string(text))
        case .name(let name): return try leaf(.name(name))
        case .word(let word): return try keyword(word)
        case .sign("("):
            _ = advance()
            skipsLines.append(true)
            defer { skipsLines.removeLast() }
            let inner = try expression()
            let end = try expect(")", toClose: token)
            return try make(.group(inner), token.range.joined(end.range), over: [inner])
        case .sign("{"): return try block()
        default: throw unexpected("a value")
        }
    }

    private mutating func leaf(_ form: Expression.Form) throws(Problem) -> Expression {
        try make(form, advance().range, over: [])
    }

    private mutating func block() throws(Problem) -> Expression {
        let opening = advance()
        skipsLines.append(false)
        defer { skipsLines.removeLast() }
        var body: [Expression] = []
        while true {
            while current.kind == .newline || current.kind == .sign(";") { place += 1 }
            if let end = take("}") { return try make(.block(body), opening.range.joined(end.range), over: body) }
            body.append(try expression())
            switch current.kind {
            case .newline, .sign(";"), .sign("}"): continue
            default: throw unexpected("\"}\" or the end of the line")
            }
        }
    }

    private mutating func keyword(_ word: Token.Word) throws(Problem) -> Expression {
        switch word {
        case .truth: return try leaf(.logical(true))
        case .falsehood: return try leaf(.logical(false))
        case .null: return try leaf(.null)
        case .notAvailable: return try leaf(.notAvailable)
        case .infinity, .notANumber: return try leaf(.number(word.rawValue))
        case .break: return try leaf(.leave)
        case .next: return try leaf(.proceed)
        case .if: return try conditional()
        case .for: return try forEach()
        case .while, .repeat: return try loop(endless: word == .repeat)
        case .function: return try function()
        case .else, .in: throw unexpected("a value")
        }
    }
}
