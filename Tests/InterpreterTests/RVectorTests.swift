import Client
import Testing

/// What R 4.2.2 prints, without blanks at the ends of lines.
@Suite("Vectors and lists, as in R")
struct RVectorTests {
    let session: Interpreter

    init() throws { session = try Fixture().session() }

    @Test(
        "Prints what R prints",
        arguments: [
            ("c(a = 1, b = 2)", "a b\n1 2"),
            ("c(a = 1, 2, c = 3)", "a   c\n1 2 3"),
            ("c(1, TRUE, \"x\")", "[1] \"1\"    \"TRUE\" \"x\""),
            ("c(1, NA, TRUE)", "[1]  1 NA  1"),
            ("c(c(a = 1), b = c(2, 3))", " a b1 b2\n 1  2  3"),
            ("c(list(1), 2)", "[[1]]\n[1] 1\n\n[[2]]\n[1] 2\n"),
            ("c(x = c(a = 1, b = 2))", "x.a x.b\n  1   2"),
            ("list(1, \"a\", TRUE)", "[[1]]\n[1] 1\n\n[[2]]\n[1] \"a\"\n\n[[3]]\n[1] TRUE\n"),
            ("list(a = 1, b = list(c = 2, d = \"x\"))", "$a\n[1] 1\n\n$b\n$b$c\n[1] 2\n\n$b$d\n[1] \"x\"\n\n"),
            ("x <- list(a = 1, b = \"q\"); x$b", "[1] \"q\""),
            ("x <- list(a = 1, b = \"q\"); x[[\"a\"]]", "[1] 1"),
            ("x <- list(a = 1, b = \"q\"); x[\"a\"]", "$a\n[1] 1\n"),
            ("x <- list(a = 1); x$b <- 2:3; x", "$a\n[1] 1\n\n$b\n[1] 2 3\n"),
            ("x <- list(a = 1, b = 2); x$a <- NULL; x", "$b\n[1] 2\n"),
            ("x <- list(a = 1, b = 2); length(x)", "[1] 2"),
            ("x <- list(a = 1, b = 2); names(x)", "[1] \"a\" \"b\""),
            ("x <- 1:3; x[2] <- 10; x", "[1]  1 10  3"),
            ("x <- 1:3; x[5] <- 9; x", "[1]  1  2  3 NA  9"),
            ("x <- c(a = 1, b = 2); x[\"b\"] <- 5; x", "a b\n1 5"),
            ("x <- c(a = 1, b = 2); x[[\"c\"]] <- 7; x", "a b c\n1 2 7"),
            ("x <- 1:5; x[x > 3] <- 0; x", "[1] 1 2 3 0 0"),
            ("x <- c(1, 2, 3); x[-1]", "[1] 2 3"),
            ("x <- c(1.5, 2, NA); x[is.na(x)] <- 0; x", "[1] 1.5 2.0 0.0"),
            ("x <- list(); x[[\"k\"]] <- 3; x", "$k\n[1] 3\n"),
            ("m <- matrix(1:6, 2); m", "     [,1] [,2] [,3]\n[1,]    1    3    5\n[2,]    2    4    6"),
        ])
    func prints(line: String, printed: String) throws {
        let text = try session.evaluate(line) ?? ""
        #expect(text.trimmedLines == printed)
    }
}
