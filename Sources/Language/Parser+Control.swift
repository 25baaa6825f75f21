import Wire

extension Parser {
    mutating func conditional() throws(Problem) -> Expression {
        let start = advance().range
        let condition = try parenthesised()
        skipLines()
        let then = try expression(above: 2)
        // At the prompt a line end closes an `if`; inside braces or brackets an `else` may follow on the next line.
        let mark = place
        if skipsLines.count > 1 { skipLines() }
        guard current.kind == .word(.else) else {
            place = mark
            return try make(
                .conditional(condition, then: then, otherwise: nil), start.joined(then.range), over: [condition, then])
        }
        _ = advance()
        skipLines()
        let otherwise = try expression(above: 2)
        return try make(
            .conditional(condition, then: then, otherwise: otherwise), start.joined(otherwise.range),
            over: [condition, then, otherwise])
    }

    mutating func forEach() throws(Problem) -> Expression {
        let start = advance().range
        skipsLines.append(true)
        let opening = current
        _ = try expect("(")
        guard case .name(let name) = current.kind else { throw unexpected("the name of the loop variable") }
        _ = advance()
        guard current.kind == .word(.in) else { throw unexpected("in") }
        _ = advance()
        let values = try expression()
        _ = try expect(")", toClose: opening)
        skipsLines.removeLast()
        skipLines()
        let body = try expression(above: 2)
        return try make(.forEach(name, in: values, body: body), start.joined(body.range), over: [values, body])
    }

    mutating func loop(endless: Bool) throws(Problem) -> Expression {
        let start = advance().range
        let condition = endless ? Expression(form: .logical(true), range: start, depth: 1) : try parenthesised()
        skipLines()
        let body = try expression(above: 2)
        return try make(.loop(condition, body: body), start.joined(body.range), over: [condition, body])
    }

    mutating func function() throws(Problem) -> Expression {
        let start = advance().range
        skipsLines.append(true)
        let opening = current
        _ = try expect("(")
        var parameters: [Expression.Parameter] = []
        while case .name(let name) = current.kind {
            _ = advance()
            let standard = take("=") == nil ? nil : try expression(above: 3)
            guard !parameters.contains(where: { $0.name == name }) else {
                throw Problem(
                    "syntax", "the parameter \(name) is named twice", at: opening.range.place,
                    mend: "remove one of them")
            }
            parameters.append(Expression.Parameter(name: name, standard: standard))
            guard take(",") != nil else { break }
        }
        _ = try expect(")", toClose: opening)
        skipsLines.removeLast()
        skipLines()
        let body = try expression(above: 2)
        let children = parameters.compactMap(\.standard) + [body]
        return try make(.function(parameters, body: body), start.joined(body.range), over: children)
    }

    private mutating func parenthesised() throws(Problem) -> Expression {
        skipsLines.append(true)
        let opening = current
        _ = try expect("(")
        let inner = try expression()
        _ = try expect(")", toClose: opening)
        skipsLines.removeLast()
        return inner
    }
}
