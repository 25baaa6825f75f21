import Language
import Testing
import Wire

@Suite("Parser")
struct ParserTests {
    /// The tree as text with all parentheses.
    private func shape(_ text: String) throws -> String { try Parser.parse(text).map(Shape.of).joined(separator: "; ") }

    @Test(
        "R's operators and precedence",
        arguments: [
            ("1 + 2 * 3", "(1 + (2 * 3))"), ("-2^2", "(-(2 ^ 2))"), ("2^-1", "(2 ^ (-1))"), ("2^3^2", "(2 ^ (3 ^ 2))"),
            ("-1:3", "((-1) : 3)"), ("1 - 2 - 3", "((1 - 2) - 3)"), ("!a == b & c", "((!(a == b)) & c)"),
            ("a | b & c", "(a | (b & c))"), ("a %in% b + c", "((a %in% b) + c)"), ("x <- y <- 3", "(x <- (y <- 3))"),
            ("3 -> x", "(x <- 3)"), ("x = 1 + 2", "(x <- (1 + 2))"), ("y ~ a + b", "(y ~ (a + b))"), ("~ a", "(~a)"),
            ("a$b$c", "a$b$c"), ("f(x)(y)", "f(x)(y)"), ("x[1]", "x[1]"), ("x[[1]]", "x[[1]]"), ("x[y[1]]", "x[y[1]]"),
            ("x[[y[[1]]]]", "x[[y[[1]]]]"), ("t[a > 1, ]", "t[(a > 1), ]"), ("t[, \"a\"]", "t[, \"a\"]"),
            ("f(a = 1, , \"b\" = 2)", "f(a=1, , b=2)"),
            ("x |> f(1)", "f(x, 1)"), ("?mean", "(?mean)"), ("a - -b", "(a - (-b))"), ("- a * b", "((-a) * b)"),
            ("`odd name`", "odd name"), ("TRUE & NA", "(TRUE & NA)"), ("\"x\" -> y", "(y <- \"x\")"),
            ("5L + 1e-3", "(5L + 1e-3)"),
            ("if (a) b else c", "if(a) b else c"), ("for (i in 1:3) f(i)", "for(i in (1 : 3)) f(i)"),
            ("while (TRUE) { break; next }", "while(TRUE) {break; next}"),
            ("function(x, y = 2) x + y", "function(x, y=2) (x + y)"),
            ("a <- b; c", "(a <- b); c"), ("# only a comment\n", ""), ("a # c\nb", "a; b"), ("'it''s'", "?"),
        ])
    func precedence(text: String, expected: String) throws {
        if expected == "?" {
            #expect(throws: Problem.self) { try shape(text) }
        } else {
            #expect(try shape(text) == expected)
        }
    }

    @Test("Line ends close an expression, except after an operator and inside brackets")
    func lines() throws {
        #expect(try shape("a\n+ b") == "a; (+b)")
        #expect(try shape("a +\n b") == "(a + b)")
        #expect(try shape("f(a,\n\n b)\n") == "f(a, b)")
        #expect(try shape("(a\n+ b)") == "(a + b)")
        #expect(try shape("{\na\n+ b\n}") == "{a; (+b)}")
        #expect(try shape("{ if (a) b\n else c }") == "{if(a) b else c}")
        #expect(try shape("x <-\n\n 3") == "(x <- 3)")
        #expect(
            try shape("freq(c(subset(tm, a == 0 & b == 0)$f,\r\n         subset(tr, a == 0)$f))").hasPrefix("freq(c("))
    }

    @Test(
        "Text that is not finished can be told from text that is wrong",
        arguments: [
            "f(", "c(1,", "1 +", "x <-", "\"abc", "if (a)", "{ a", "x[", "x[[1]", "function(x)", "a$", "for (i in", "'",
        ])
    func incomplete(text: String) {
        do { _ = try Parser.parse(text) } catch {
            #expect(error.code == Parser.incompleteCode, "\(text): \(error.text)")
        }
        #expect(throws: Problem.self) { try Parser.parse(text) }
    }

    @Test(
        "Errors point at the place",
        arguments: [
            ("mean(tm$age))", "line 1, column 13"), ("c(1 2)", "line 1, column 5"),
            ("x <- \n\n 3 4", "line 3, column 4"),
            ("a == b == c", "line 1, column 8"), ("1 <- 2", "line 1, column 1"), ("a @@ b", "line 1, column 3"),
            ("x %in y", "line 1, column 3"), ("\"a\\qb\"", "line 1, column 3"), ("f(a]", "line 1, column 4"),
            ("else", "line 1, column 1"),
            ("tm$3", "line 1, column 4"), ("größe ++ §", "line 1, column 10"),
        ])
    func places(text: String, place: String) {
        do {
            _ = try Parser.parse(text)
            Issue.record("\(text) was accepted")
        } catch {
            #expect(error.code == "syntax", "\(error.text)")
            #expect(error.place?.hasPrefix(place) == true, "\(error.text)")
            #expect(error.mend != nil)
            #expect(error.text.split(separator: "\n").count <= 3)
        }
    }

    @Test("Escapes in texts")
    func escapes() throws {
        #expect(try Parser.parse("\"a\\n\\t\\\\\\\"\\u00e9\\x41\\u{1F600}\"").first?.form == .string("a\n\t\\\"éA😀"))
        #expect(throws: Problem.self) { try Parser.parse("\"\\ud800\"") }
    }
}

/// A tree as text.
enum Shape {
    static func of(_ expression: Expression) -> String {
        switch expression.form {
        case .number(let text), .name(let text): text
        case .string(let text): "\"\(text)\""
        case .logical(let value): value ? "TRUE" : "FALSE"
        case .notAvailable: "NA"
        case .null: "NULL"
        case .call(let callee, let list): of(callee) + "(" + of(list) + ")"
        case .index(let inner, let list): of(inner) + "[" + of(list) + "]"
        case .element(let inner, let list): of(inner) + "[[" + of(list) + "]]"
        case .member(let inner, let name): of(inner) + "$" + name
        case .unary(let sign, let inner): "(" + sign + of(inner) + ")"
        case .binary(let sign, let left, let right): "(\(of(left)) \(sign) \(of(right)))"
        case .assign(let target, let value): "(\(of(target)) <- \(of(value)))"
        case .group(let inner): of(inner)
        case .block(let body): "{" + body.map(of).joined(separator: "; ") + "}"
        case .conditional(let condition, let then, let otherwise):
            "if(\(of(condition))) \(of(then))" + (otherwise.map { " else " + of($0) } ?? "")
        case .forEach(let name, let values, let body): "for(\(name) in \(of(values))) \(of(body))"
        case .loop(let condition, let body): "while(\(of(condition))) \(of(body))"
        case .function(let parameters, let body):
            "function(" + parameters.map { $0.name + ($0.standard.map { "=" + of($0) } ?? "") }.joined(separator: ", ")
                + ") " + of(body)
        case .leave: "break"
        case .proceed: "next"
        }
    }

    private static func of(_ list: [Expression.Argument]) -> String {
        list.map { ($0.name.map { $0 + "=" } ?? "") + ($0.value.map(of) ?? "") }.joined(separator: ", ")
    }
}
