import Client
import Language
import Study
import Testing
import Wire

@Suite("Public values, as in R")
struct PublicTests {
    let session: Interpreter

    init() throws { session = try Fixture().session() }

    @Test(
        "Prints what R prints",
        arguments: [
            ("1 + 1", "[1] 2"), ("7 / 2", "[1] 3.5"), ("1 / 3", "[1] 0.3333333"), ("2^10", "[1] 1024"),
            ("-7 %/% 2", "[1] -4"),
            ("-7 %% 2", "[1] 1"), ("c(1, 2.5, 10)", "[1]  1.0  2.5 10.0"), ("c(1, 2) + 10", "[1] 11 12"),
            ("1:10 * 2", " [1]  2  4  6  8 10 12 14 16 18 20"),
            ("TRUE & NA", "[1] NA"), ("FALSE & NA", "[1] FALSE"), ("TRUE | NA", "[1] TRUE"),
            ("!c(TRUE, FALSE)", "[1] FALSE  TRUE"),
            ("NULL", "NULL"), ("\"a\\\"b\"", "[1] \"a\\\"b\""), ("c(\"a\", \"bcd\")", "[1] \"a\"   \"bcd\""),
            ("c(1, NA)", "[1]  1 NA"),
            ("paste(\"a\", 1:2, sep = \"-\")", "[1] \"a-1\" \"a-2\""),
            ("paste0(\"x\", 1:3, collapse = \"+\")", "[1] \"x1+x2+x3\""),
            ("mean(c(1, 2, 6))", "[1] 3"), ("var(c(1, 2, 6))", "[1] 7"), ("sd(c(1, 3))", "[1] 1.414214"),
            ("median(c(5, 1, 3))", "[1] 3"),
            ("sum(1:100)", "[1] 5050"), ("max(3, 9, 2)", "[1] 9"), ("mean(c(1, NA))", "[1] NA"),
            ("mean(c(1, NA), na.rm = TRUE)", "[1] 1"),
            ("quantile(c(1, 2, 3, 4, 10))", "  0%  25%  50%  75% 100%\n   1    2    3    4   10"), ("1 / 0", "[1] Inf"),
            ("0 / 0", "[1] NaN"),
            ("round(2.5)", "[1] 2"), ("round(-1.25, 1)", "[1] -1.2"), ("round(1234.567, -2)", "[1] 1200"),
            ("floor(-1.5)", "[1] -2"), ("ceiling(1.2)", "[1] 2"),
            ("abs(-3:2)", "[1] 3 2 1 0 1 2"), ("sqrt(16)", "[1] 4"), ("sqrt(2)", "[1] 1.414214"),
            ("exp(1)", "[1] 2.718282"), ("log(1)", "[1] 0"),
            ("c(5, 6, 7)[-1]", "[1] 6 7"), ("c(5, 6, 7)[c(TRUE, FALSE, TRUE)]", "[1] 5 7"), ("c(5, 6)[[2]]", "[1] 6"),
            ("c(5, 6)[3]", "[1] NA"),
            ("length(c(1, 2))", "[1] 2"), ("3 == 3.0", "[1] TRUE"), ("\"b\" > \"a\"", "[1] TRUE"),
            ("class(1)", "[1] \"numeric\""),
            ("{ 1; 2 }", "[1] 2"), ("(x <- 5)", "[1] 5"),
            ("f <- function(a, b = a * 2) a + b; f(1); f(b = 1, 2)", "[1] 3\n[1] 3"),
            ("g <- function(n) { if (n < 2) return(1); n * g(n - 1) }; g(20)", "[1] 2.432902e+18"),
            ("s <- 0; for (i in 1:10) { if (i == 5) next; if (i > 8) break; s <- s + i }; s", "[1] 31"),
            ("i <- 0; while (i < 3) i <- i + 1; i", "[1] 3"), ("c(1, 2, 3) |> sum()", "[1] 6"), ("pi", "[1] 3.141593"),
            ("is.na(c(1, NA))", "[1] FALSE  TRUE"), ("1e5", "[1] 1e+05"), ("0.1 + 0.2 == 0.3", "[1] TRUE"),
            ("seq_along(c(\"a\", \"b\"))", "[1] 1 2"), ("x = 4; x", "[1] 4"), ("print(3); invisible(4)", "[1] 3"),
            ("tables()", "[1] \"munich_production\" \"rome_production\""),
            (
                "100:130",
                " [1] 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118\n[20] 119 120 121 122 123 124 125 126 127 128 129 130"
            ),
        ])
    func prints(line: String, printed: String) throws {
        #expect(try session.evaluate(line) == printed)
    }

    @Test("Every function has help that says what it releases, in ASCII and in few lines")
    func help() throws {
        let overview = try session.evaluate("help()") ?? ""
        for name in [
            "load", "subset", "c", "length", "nrow", "freq", "sum", "mean", "min", "max", "median", "quantile", "var",
            "sd",
        ] {
            #expect(overview.contains(name))
            let text = try session.evaluate("?\(name)") ?? ""
            #expect(text.contains("Releases: "))
            #expect(text.hasPrefix(name))
            #expect(try session.evaluate("help(\"\(name)\")") == text)
        }
        let names = overview.split(separator: "\n").dropLast().filter { $0.hasPrefix(" ") }.flatMap { line in
            line.split(separator: " ").map(String.init)
        }
        #expect(names.count >= 40)
        for name in names { #expect(try session.evaluate("help(\"\(name)\")")?.contains("Releases: ") == true) }
    }

    @Test("Completion of columns, tables, levels, functions and variables")
    func completion() throws {
        _ = try session.evaluate("tumour <- 3")
        #expect(session.completions(for: "mean(tm$a").candidates == ["age"])
        #expect(session.completions(for: "mean(tm$a").replaced == 1)
        #expect(session.completions(for: "tm$").candidates.count == 7)
        #expect(session.completions(for: "x <- load(\"mun").candidates == ["munich_production"])
        #expect(session.completions(for: "subset(tm, gender == \"").candidates == ["male", "female"])
        #expect(session.completions(for: "subset(tm, gen").candidates == ["gender"])
        #expect(session.completions(for: "quan").candidates == ["quantile("])
        #expect(session.completions(for: "tu").candidates == ["tumour"])
        #expect(session.completions(for: "?me").candidates == ["mean", "median"])
        #expect(session.completions(for: "").candidates.isEmpty)
    }

    @Test("Variables are listed and forgotten")
    func variables() throws {
        _ = try session.evaluate("b <- 1; a <- load(\"munich_production\")")
        #expect(session.variableNames == ["a", "b"])
        #expect(try session.evaluate("rm(b); ls()") == "[1] \"a\"")
        #expect(session.problem("b")?.code == "unknown-variable")
        #expect(try session.evaluate("a") == "private-table")
        #expect(try session.evaluate("print(a$gender)") == "private-factor-vector")
        #expect(try session.evaluate("a$age > 3") == "private-logical-vector")
        #expect(try session.evaluate("class(a$age)") == "[1] \"private-decimal-vector\"")
        #expect(try session.evaluate("levels(a$gender)") == "[1] \"male\"   \"female\"")
    }
}

@Suite("Missing values")
struct MissingTests {
    private let program = "x <- c(load(\"munich_production\")$height_cm, load(\"rome_production\")$height_cm)"

    @Test("Policies other than open take complete cases and say so")
    func pilot() throws {
        let session = try Fixture(policy: .pilot).session()
        _ = try session.evaluate(program)
        let mean = try session.evaluate("mean(x)")
        #expect(mean != "NA")
        #expect(session.notes == ["complete cases only: rows in which height_cm is missing are left out"])
        #expect(try session.evaluate("mean(x, na.rm = TRUE)") == mean)
        _ = try session.evaluate("mean(load(\"munich_production\")$age)")
        #expect(session.notes.isEmpty)
        #expect(try session.evaluate("length(x)") == "48")
        #expect(try session.evaluate("sum(is.na(x)) > 0") == "[1] TRUE")
    }

    @Test("The policy open follows R, and names na.rm")
    func open() throws {
        let session = try Fixture(policy: .open).session()
        _ = try session.evaluate(program)
        #expect(try session.evaluate("mean(x)") == "NA")
        #expect(session.notes == ["values are missing; na.rm = TRUE leaves them out"])
        #expect(session.problem("quantile(x)")?.code == "missing-values")
        #expect(try session.evaluate("mean(x, na.rm = TRUE)") != "NA")
        let kept = try session.evaluate("nrow(subset(load(\"munich_production\"), height_cm > 0))")
        #expect(
            try session.evaluate("length(load(\"munich_production\")$age[load(\"munich_production\")$height_cm > 0])")
                == "24")
        #expect(kept != "24")
    }
}
