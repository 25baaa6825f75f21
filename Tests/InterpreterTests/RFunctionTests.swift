import Client
import Testing

/// What R 4.2.2 prints, without blanks at the ends of lines.
@Suite("Functions of functions, as in R")
struct RFunctionTests {
    let session: Interpreter

    init() throws { session = try Fixture().session() }

    @Test(
        "Prints what R prints",
        arguments: [
            ("sapply(1:3, function(i) i^2)", "[1] 1 4 9"),
            ("sapply(c(a = 1, b = 2), function(v) v * 10)", " a  b\n10 20"),
            ("sapply(c(\"x\", \"yy\"), nchar)", " x yy\n 1  2"),
            ("sapply(1:3, function(i) c(i, i^2))", "     [,1] [,2] [,3]\n[1,]    1    2    3\n[2,]    1    4    9"),
            ("sapply(list(a = 1:3, b = 4:6), mean)", "a b\n2 5"),
            ("sapply(list(), length)", "list()"),
            ("sapply(1:3, function(i) if (i > 1) i)", "[[1]]\nNULL\n\n[[2]]\n[1] 2\n\n[[3]]\n[1] 3\n"),
            ("lapply(1:2, function(i) i * 2)", "[[1]]\n[1] 2\n\n[[2]]\n[1] 4\n"),
            ("lapply(list(a = 1, b = 2), function(v) v + 1)", "$a\n[1] 2\n\n$b\n[1] 3\n"),
            ("mapply(function(a, b) a + b, 1:3, 4:6)", "[1] 5 7 9"),
            ("mapply(rep, 1:3, 3:1)", "[[1]]\n[1] 1 1 1\n\n[[2]]\n[1] 2 2\n\n[[3]]\n[1] 3\n"),
            (
                "mapply(function(x, y) paste(x, y), c(a = \"p\", b = \"q\"), c(\"r\", \"s\"))",
                "    a     b\n\"p r\" \"q s\""
            ),
            ("do.call(sum, list(1, 2, 3))", "[1] 6"),
            ("do.call(\"paste\", list(\"a\", \"b\", sep = \"-\"))", "[1] \"a-b\""),
            ("Reduce(`+`, 1:5)", "[1] 15"),
            ("Reduce(function(a, b) a * b, 1:5)", "[1] 120"),
            ("f <- function(x) { x$a <- 5; x }; f(list(a = 1))", "$a\n[1] 5\n"),
            ("(function(x) x + 1)(2)", "[1] 3"),
            ("repeat { break }; 3", "[1] 3"),
            ("Reduce(`-`, c(10, 1, 2))", "[1] 7"),
            ("sapply(list(1:3, 4:6), `[`, 2)", "[1] 2 5"),
            ("sapply(list(a = c(1, NA), b = 2), mean, na.rm = TRUE)", "a b\n1 2"),
            ("sapply(c(1.234, 5.678), round, 1)", "[1] 1.2 5.7"),
            ("lapply(1:2, function(x, k) x + k, k = 10)", "[[1]]\n[1] 11\n\n[[2]]\n[1] 12\n"),
        ])
    func prints(line: String, printed: String) throws {
        let text = try session.evaluate(line) ?? ""
        #expect(text.trimmedLines == printed)
    }
}
