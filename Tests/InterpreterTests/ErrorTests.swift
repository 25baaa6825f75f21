import Client
import Language
import Study
import Testing
import Wire

@Suite("Errors say what, where and how to mend it")
struct ErrorTests {
    let session: Interpreter

    init() throws {
        session = try Fixture().session()
        session.stepLimit = 20_000
        _ = try session.evaluate("tm <- load(\"munich_production\"); tr <- load(\"DS1\", \"rome_production\"); x <- 3")
    }

    @Test(
        "Each with its code, its place and a mend",
        arguments: [
            ("tm$aeg", "unknown-column", "column 1: tm$aeg", "did you mean age?"),
            ("mean(tm$gendre)", "unknown-column", "column 6: tm$gendre", "did you mean gender?"),
            ("subset(tm, agee > 3)", "unknown-column", "column 12: agee", "did you mean age?"),
            ("load(\"munich\")", "unknown-table", "column 1", "there is: munich_production, rome_production"),
            ("load(\"munich_productoin\")", "unknown-table", "column 1", "did you mean munich_production?"),
            ("load(\"DS2\", \"munich_production\")", "unknown-study", "column 1", "use \"DS1\""),
            ("maen(tm$age)", "unknown-function", "column 1: maen", "did you mean mean?"),
            ("tn$age", "unknown-variable", "column 1: tn", "did you mean"),
            ("tm$age / tr$age", "division-by-private", "column 10: tr$age", "divide results instead"),
            ("1 / tm$age", "division-by-private", "column 5: tm$age", "divide results instead"),
            ("tm$age / 3", "inexact-division", "column 1", "divide the result"),
            ("tm$age / 0", "division-by-zero", "column 1", "divide by another"),
            ("tm$age + tr$age", "different-rows", "column 1", "same table"),
            ("if (tm$age > 3) 1", "private-in-public", "column 5: tm$age > 3", "use a result"),
            ("while (tm$age > 3) 1", "private-in-public", "column 8", "use a result"),
            ("for (i in tm$age) 1", "private-in-public", "column 11", "use a result"),
            ("paste(tm$age)", "private-in-public", "column 7: tm$age", "use a result"),
            ("log(tm$age)", "not-derived", "column 5", "derived column"),
            ("x[tm$age > 3]", "private-in-public", "column 3", "use a result"),
            ("tm$age > 3 && TRUE", "private-in-public", "column 1", "use a result"),
            ("1:tm$age", "private-in-public", "column 3", "use a result"),
            ("tm$age[1]", "private-order", "column 8", "select by a condition"),
            ("tm[1, ]", "private-order", "column 4", "select by a condition"),
            ("tm[tm$height_cm > 3, ]", "missing-condition", "column 4", "use subset()"),
            ("c(tm$age, 3)", "public-with-private", "column 11: 3", "join columns"),
            ("c(tm$age, tm$gender)", "mixed-types", "column 1", "factors with factors"),
            ("mean(tm$gender)", "not-a-number", "column 1", "use freq"),
            ("tm$gender > \"male\"", "unordered-factor", "column 1", "== or !="),
            ("tm$gender + 1", "not-a-number", "column 1", "compare the factor"),
            ("tm$age == \"63\"", "compare-types", "column 1", "without quotes"),
            ("quantile(tm$age, type = 6)", "unsupported-type", "column 25: 6", "type = 7"),
            ("quantile(tm$age, probs = 1.5)", "bad-probability", "column 1", "0 to 1"),
            ("quantile(tm$age, prbos = 0.5)", "unknown-argument", "column 26", "did you mean probs?"),
            ("mean(tm$age, na.rm = 3, 4, 5)", "too-many-arguments", "column 25", "mean(x, na.rm = FALSE)"),
            ("mean()", "missing-argument", "column 1", "?mean"),
            ("subset(tm)", "missing-argument", "column 1", "subset(tm, age > 60)"),
            ("subset(tm, age > 3, gender == \"male\")", "unknown-argument", "column 21", "joined by &"),
            ("subset(tm, age)", "not-a-condition", "column 12", "age > 60"),
            ("subset(tm, tr$age > 3)", "different-rows", "column 12", "same table"),
            ("subset(x, age > 3)", "bad-argument", "column 8: x", "load one first"),
            ("x$age", "no-columns", "column 1", "tm$age"),
            ("tm$age <- 3", "bad-column", "column", "from other columns"),
            ("freq(3)", "bad-argument", "column 6", "give it a column"),
            ("sum(x %foo% 3)", "unknown-operator", "column 5", "there is:"),
            ("\"a\" + 1", "bad-operand", "column 1", "check both sides"),
            ("tm + 1", "bad-operand", "column 1", "name a column"),
            ("x(3)", "not-a-function", "column 1", "operator"), ("(3)(4)", "unknown-function", "column 1", "help()"),
            ("break", "no-loop", "column 1", "inside for or while"),
            ("?maen", "unknown-function", "column 2", "did you mean mean?"),
            ("f <- function(n) f(n); f(1)", "too-deep", "column", "recursion"),
            ("while (TRUE) x", "too-many-steps", "column", "loop ends"),
            ("tm$age & TRUE", "not-a-condition", "column 1", "age > 60"),
            ("sum(is.na(tm))", "bad-argument", "column 11", "name a column"),
            ("NA + mean(tm$age)x", "syntax", "column 18", "comma"),
        ])
    func errors(line: String, code: String, place: String, mend: String) throws {
        let found = session.problem(line)
        let problem = try #require(found, "\(line) was accepted")
        #expect(problem.code == code, "\(problem.text)")
        #expect(problem.place?.contains(place) == true, "\(problem.text)")
        #expect(problem.mend?.contains(mend) == true, "\(problem.text)")
        #expect(problem.text.split(separator: "\n").count == 3)
    }

    @Test("A failed line leaves variables as they were, and the session goes on")
    func goesOn() throws {
        #expect(session.problem("x <- tm$aeg") != nil)
        #expect(try session.evaluate("x") == "[1] 3")
    }

    @Test("What was printed before an error stays printed; errors of the nodes pass through with their place")
    func partial() throws {
        let fixture = try Fixture()
        let failing = Interpreter(study: fixture.study) { (_) throws(Problem) in
            throw Problem("peer-down", "the node n2 does not answer", mend: "start it", kind: .tryAgain)
        }
        var printed: [String] = []
        #expect(throws: Problem.self) {
            try failing.evaluate("1 + 1; mean(load(\"munich_production\")$age); 3") { printed.append($0) }
        }
        #expect(printed == ["[1] 2"])
        let problem = failing.problem("1 + mean(load(\"munich_production\")$age)")
        #expect(problem?.kind == .tryAgain)
        #expect(problem?.place?.hasPrefix("line 1, column 5") == true)
    }

    @Test("A cancelled loop ends")
    func cancelled() {
        session.isCancelled = { true }
        #expect(session.problem("while (TRUE) x")?.code == "cancelled")
    }
}
