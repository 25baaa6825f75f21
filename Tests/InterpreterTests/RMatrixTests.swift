import Client
import Testing

/// What R 4.2.2 prints, without blanks at the ends of lines.
@Suite("Matrices, arrays and data frames, as in R")
struct RMatrixTests {
    let session: Interpreter

    init() throws { session = try Fixture().session() }

    @Test(
        "Prints what R prints",
        arguments: [
            (
                "m <- matrix(1:6, nrow = 2, byrow = TRUE); m",
                "     [,1] [,2] [,3]\n[1,]    1    2    3\n[2,]    4    5    6"
            ),
            ("m <- matrix(1:4, 2, dimnames = list(c(\"a\", \"b\"), c(\"x\", \"y\"))); m", "  x y\na 1 3\nb 2 4"),
            ("m <- matrix(1:4, 2); m[1, 2]", "[1] 3"),
            ("m <- matrix(1:4, 2); m[1, ]", "[1] 1 3"),
            ("m <- matrix(1:4, 2); m[, 2]", "[1] 3 4"),
            ("m <- matrix(1:4, 2); m * 2", "     [,1] [,2]\n[1,]    2    6\n[2,]    4    8"),
            ("m <- matrix(1:4, 2); m + m", "     [,1] [,2]\n[1,]    2    6\n[2,]    4    8"),
            ("m <- matrix(1:4, 2); m %*% m", "     [,1] [,2]\n[1,]    7   15\n[2,]   10   22"),
            ("m <- matrix(1:6, 2); t(m)", "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n[3,]    5    6"),
            ("m <- matrix(1:6, 2); dim(m)", "[1] 2 3"),
            ("m <- matrix(1:4, 2, dimnames = list(c(\"a\", \"b\"), c(\"x\", \"y\"))); m[\"a\", \"y\"]", "[1] 3"),
            (
                "m <- matrix(1:4, 2, dimnames = list(c(\"a\", \"b\"), c(\"x\", \"y\"))); rownames(m); colnames(m)",
                "[1] \"a\" \"b\"\n[1] \"x\" \"y\""
            ),
            ("m <- matrix(c(1.5, 2.25, 3, 4), 2); m", "     [,1] [,2]\n[1,] 1.50    3\n[2,] 2.25    4"),
            (
                "m <- matrix(c(\"a\", \"b\", \"c\", \"d\"), 2); m",
                "     [,1] [,2]\n[1,] \"a\"  \"c\"\n[2,] \"b\"  \"d\""
            ),
            ("m <- matrix(c(TRUE, FALSE, NA, TRUE), 2); m", "      [,1] [,2]\n[1,]  TRUE   NA\n[2,] FALSE TRUE"),
            ("rowSums(matrix(1:6, 2))", "[1]  9 12"),
            ("colSums(matrix(1:6, 2))", "[1]  3  7 11"),
            ("rowMeans(matrix(1:6, 2))", "[1] 3 4"),
            ("colMeans(matrix(1:6, 2))", "[1] 1.5 3.5 5.5"),
            ("cbind(1:2, 3:4)", "     [,1] [,2]\n[1,]    1    3\n[2,]    2    4"),
            ("cbind(a = 1:2, b = 3:4)", "     a b\n[1,] 1 3\n[2,] 2 4"),
            ("rbind(1:2, 3:4)", "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4"),
            ("rbind(a = 1:2, b = 3:4)", "  [,1] [,2]\na    1    2\nb    3    4"),
            ("diag(2)", "     [,1] [,2]\n[1,]    1    0\n[2,]    0    1"),
            ("diag(matrix(1:4, 2))", "[1] 1 4"),
            ("outer(1:3, 1:3)", "     [,1] [,2] [,3]\n[1,]    1    2    3\n[2,]    2    4    6\n[3,]    3    6    9"),
            ("outer(1:2, 1:3, \"+\")", "     [,1] [,2] [,3]\n[1,]    2    3    4\n[2,]    3    4    5"),
            ("apply(matrix(1:6, 2), 1, sum)", "[1]  9 12"),
            (
                "apply(matrix(1:6, 2), 2, function(x) x * 2)",
                "     [,1] [,2] [,3]\n[1,]    2    6   10\n[2,]    4    8   12"
            ),
            (
                "apply(matrix(1:6, 2), c(1, 2), function(x) x + 1)",
                "     [,1] [,2] [,3]\n[1,]    2    4    6\n[2,]    3    5    7"
            ),
            ("do.call(rbind, list(1:2, 3:4))", "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4"),
            ("do.call(cbind, list(a = 1:2, b = 3:4))", "     a b\n[1,] 1 3\n[2,] 2 4"),
            ("data.frame(x = 1:2, y = c(\"a\", \"b\"))", "  x y\n1 1 a\n2 2 b"),
            ("d <- data.frame(x = 1:3, y = c(2.5, 3, 4)); d$y", "[1] 2.5 3.0 4.0"),
            ("d <- data.frame(x = 1:3, y = c(2.5, 3, 4)); nrow(d); ncol(d)", "[1] 3\n[1] 2"),
            ("d <- data.frame(x = 1:3, y = c(2.5, 3, 4)); d[[\"x\"]]", "[1] 1 2 3"),
            ("d <- data.frame(x = 1:2); d$z <- c(5, 6); d", "  x z\n1 1 5\n2 2 6"),
        ])
    func prints(line: String, printed: String) throws {
        let text = try session.evaluate(line) ?? ""
        #expect(text.trimmedLines == printed)
    }
}
