import Client
import Testing

/// What R 4.2.2 prints, without blanks at the ends of lines.
@Suite("Texts and formats, as in R")
struct RTextTests {
    let session: Interpreter

    init() throws { session = try Fixture().session() }

    @Test(
        "Prints what R prints",
        arguments: [
            ("sprintf(\"%d of %d\", 3L, 10L)", "[1] \"3 of 10\""),
            ("sprintf(\"%.2f\", 3.14159)", "[1] \"3.14\""),
            ("sprintf(\"%5.1f|\", 2.25)", "[1] \"  2.2|\""),
            ("sprintf(\"%-8s|\", \"ab\")", "[1] \"ab      |\""),
            ("sprintf(\"%8s|\", \"ab\")", "[1] \"      ab|\""),
            ("sprintf(\"%05d\", 42L)", "[1] \"00042\""),
            ("sprintf(\"%e\", 12345.678)", "[1] \"1.234568e+04\""),
            ("sprintf(\"%g\", 1e-5)", "[1] \"1e-05\""),
            ("sprintf(\"%s has %d\", c(\"a\", \"b\"), 1:2)", "[1] \"a has 1\" \"b has 2\""),
            ("sprintf(\"%d%%\", 10L)", "[1] \"10%\""),
            ("sprintf(\"%+.1f\", 1.25)", "[1] \"+1.2\""),
            ("sprintf(\"%x\", 255L)", "[1] \"ff\""),
            ("sprintf(\"%s\", 1.5)", "[1] \"1.5\""),
            ("sprintf(\"%s\", TRUE)", "[1] \"TRUE\""),
            ("format(3.14159, digits = 3)", "[1] \"3.14\""),
            ("format(c(1, 10, 100))", "[1] \"  1\" \" 10\" \"100\""),
            ("format(TRUE)", "[1] \"TRUE\""),
            ("format(0.00001)", "[1] \"1e-05\""),
            ("format(1e10)", "[1] \"1e+10\""),
            ("format(2, nsmall = 2)", "[1] \"2.00\""),
            ("format(c(1.5, NA))", "[1] \"1.5\" \" NA\""),
            ("nchar(c(\"abc\", \"de\"))", "[1] 3 2"),
            ("toupper(\"abc\")", "[1] \"ABC\""),
            ("paste(\"a\", 1:2, c(\"x\", \"y\", \"z\"))", "[1] \"a 1 x\" \"a 2 y\" \"a 1 z\""),
            ("paste(c(\"a\", NA))", "[1] \"a\"  \"NA\""),
            ("paste0(\"x\", 1:3, collapse = \",\")", "[1] \"x1,x2,x3\""),
            ("nchar(\"\")", "[1] 0"),
            ("nchar(sprintf(\"%10.3f\", pi))", "[1] 10"),
            ("sprintf(\"%G and %E\", 1e-7, 12.5)", "[1] \"1E-07 and 1.250000E+01\""),
            ("sprintf(\"%o\", 8L)", "[1] \"10\""),
        ])
    func prints(line: String, printed: String) throws {
        let text = try session.evaluate(line) ?? ""
        #expect(text.trimmedLines == printed)
    }
}
