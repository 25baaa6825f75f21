import Client
import Inference
import Language
import Study
import Testing
import Wire

@Suite("The published session")
struct SessionTests {
    let session: Interpreter

    init() throws {
        session = try Fixture().session()
        #expect(try session.evaluate("tm <- load(\"DS1\", \"munich_production\")") == nil)
        #expect(try session.evaluate("tr <- load(\"DS1\", \"rome_production\")") == nil)
    }

    @Test(
        "Prints what was published",
        arguments: [
            ("tm$age", "private-decimal-vector"),
            ("quantile(tm$age)", "{38.0, 62.5, 66.0, 72.25, 91.0}"),
            ("freq(tm$gender)", "[male = 16, female = 8]"),
            ("length(c(tm$age, tr$age))", "48"),
            ("freq(c(tm$gender, tr$gender))", "[male = 29, female = 19]"),
            ("quantile(c(tm$age, tr$age))", "{38.0, 60.75, 66.0, 73.0, 91.0}"),
        ])
    func published(line: String, printed: String) throws {
        #expect(try session.evaluate(line) == printed)
    }

    @Test("Selections, the last line over two lines of input")
    func selections() throws {
        let deaths = "freq(c(subset(tm, event_death == 0)$follow_up, subset(tr, event_death == 0)$follow_up))"
        #expect(try session.evaluate(deaths)?.hasPrefix("[0 = 2, 1 = 1, 2 = 2,") == true)
        let first = "freq(c(subset(tm, event_death == 0 & ecog_status == 0)$follow_up,"
        #expect(session.problem(first)?.code == Parser.incompleteCode)
        let both = first + "\n         subset(tr, event_death == 0 & ecog_status == 0)$follow_up))"
        #expect(try session.evaluate(both)?.hasPrefix("[10 = 1, 11 = 0, 12 = 0,") == true)
    }

    @Test(
        "Numbers as R gives them",
        arguments: [
            ("mean(c(tm$age, tr$age))", "66.5625"), ("mean(tm$age)", "66.16666666666667"), ("median(tm$age)", "66.0"),
            ("min(tm$age)", "38.0"), ("max(tr$age)", "87.0"), ("sum(tm$age)", "1588.0"),
            ("mean(c(tm$follow_up, tr$follow_up))", "9.1"),
            ("nrow(tm)", "24"), ("length(tm)", "7"), ("ncol(tm)", "7"), ("quantile(tm$age, probs = 0.9)", "75.1"),
            ("freq(tm$age > 66)", "[FALSE = 13, TRUE = 11]"), ("mean(tm$age > 66)", "0.4583333333333333"),
            ("freq(subset(tm, age > 200)$age)", "[]"), ("freq(subset(tm, age > 200)$gender)", "[male = 0, female = 0]"),
            ("length(tm$age[tm$gender == \"male\"])", "16"), ("nrow(tm[tm$gender == \"male\", ])", "16"),
            ("length(tm[tm$age > 200, \"age\"])", "0"), ("mean(subset(tm, age > 200)$age)", "NaN"),
            ("mean(tm[[\"age\"]] * 2 - 1)", "131.33333333333334"), ("mean(tm$age / 8)", "8.270833333333334"),
            ("sum(tm$age^2) - sum(tm$age * tm$age)", "0.0"),
            ("mean(-tm$age)", "-66.16666666666667"), ("sum(2 > tm$age | 60 < tm$age)", "19"),
            ("nrow(subset(subset(tm, age > 60), gender == \"male\"))", "13"),
            ("quantile(tm$age, c(0.5))", "66.0"),
        ])
    func numbers(line: String, printed: String) throws {
        let text = try session.evaluate(line)
        #expect(text == printed)
    }

    @Test("var and sd agree with R")
    func spread() throws {
        let variance = try number("var(c(tm$age, tr$age))")
        #expect(abs(variance - 87.2300531914894) < 1e-12)
        let deviation = try number("sd(tm$age)")
        #expect(abs(deviation * deviation - 97.4492753623188) < 1e-11)
    }

    private func number(_ line: String) throws -> Double {
        let text = try session.evaluate(line) ?? ""
        return try #require(Double(text))
    }

    @Test("Results are public values")
    func results() throws {
        _ = try session.evaluate("m <- mean(tm$age); n <- length(tm$age); f <- freq(tm$gender); q <- quantile(tm$age)")
        #expect(try session.evaluate("m + 1") == "67.16666666666667")
        #expect(try session.evaluate("m * n") == "1588.0")
        #expect(try session.evaluate("n + 1") == "25")
        #expect(try session.evaluate("n / 5") == "4.8")
        #expect(try session.evaluate("round(m, 2)") == "66.17")
        #expect(try session.evaluate("f[[\"male\"]]") == "16")
        #expect(try session.evaluate("sum(f)") == "24")
        #expect(try session.evaluate("q[2:3]") == "{62.5, 66.0}")
        #expect(try session.evaluate("names(f)") == "[1] \"male\"   \"female\"")
        #expect(try session.evaluate("length(subset(tm, age > m)$age)") == "11")
        #expect(try session.evaluate("if (m > 60) \"old\" else \"young\"") == "[1] \"old\"")
        #expect(try session.evaluate("paste(\"n =\", n, round(m, 1))") == "[1] \"n = 24 66.2\"")
        #expect(
            try session.evaluate("options(style = \"r\"); q")
                == "   0%   25%   50%   75%  100% \n38.00 62.50 66.00 72.25 91.00 ".trimmedLines)
        #expect(try session.evaluate("f") == "\n  male female\n    16      8")
        #expect(try session.evaluate("n") == "[1] 24")
    }

    @Test("A loop over functions of private columns sends one plan an analysis")
    func loops() throws {
        var plans: [String] = []
        let fixture = try Fixture()
        let session = fixture.session { plans.append($0.canonicalText) }
        let printed = try session.evaluate(
            """
            both <- function(column) c(load("munich_production")[[column]], load("rome_production")[[column]])
            for (name in c("age", "follow_up")) {
                if (length(both(name)) > 40) cat(name, mean(both(name)), "\\n") else next
            }
            """)
        #expect(printed == "age 66.5625 \nfollow_up 9.1 ")
        #expect(plans.count == 4)
        #expect(plans.last?.hasPrefix("mean(c(load(\"DS1\", \"munich_production\")$follow_up, ") == true)
    }
}

extension String {
    /// Without blanks at the ends of lines.
    var trimmedLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
