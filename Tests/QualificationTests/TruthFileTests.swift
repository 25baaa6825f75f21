import Testing
import Wire

@testable import Qualification

@Suite("Truth files")
struct TruthFileTests {
    @Test("JSON: all kinds of values, escapes, order of members, digits of numbers")
    func json() throws {
        let text = #"{"b":[1,-2.50,1e-3,true,false,null],"a":{"x":"\u00e9\"\n\ud83d\ude00"},"e":[],"o":{}}"#
        let value = try JSONValue(parsing: Array(text.utf8), path: "t.json")
        guard case .object(let members) = value else { throw Problem("no-object", "no object") }
        #expect(members.map(\.name) == ["b", "a", "e", "o"])
        #expect(value["b"]?.elements?[1] == .number("-2.50"))
        #expect(value["a"]?["x"]?.string == "\u{E9}\"\n\u{1F600}")
        #expect(try JSONValue(parsing: Array(value.description.utf8), path: "t.json") == value)
    }

    @Test(
        "What is no JSON is refused with its line",
        arguments: ["", "{", "[1,]", "{\"a\" 1}", "tru", "[1] 2", "\"a", "[01x]", "\"\\q\"", "\"\\ud800\""])
    func malformed(text: String) {
        #expect(throws: Problem.self) { try JSONValue(parsing: Array(text.utf8), path: "t.json") }
    }

    @Test("Deep nesting ends in an error")
    func deep() {
        let text = String(repeating: "[", count: 5000)
        #expect(throws: Problem.self) { try JSONValue(parsing: Array(text.utf8), path: "t.json") }
    }

    @Test("Data sets, rules, cases and tolerances")
    func file() throws {
        let truth = try TruthFile(Array(Sample.truth.utf8), path: "t.json")
        #expect(truth.dataSets.map(\.name) == ["two", "none"])
        #expect(truth.dataSet("two")?.files == ["open/a.csv", "open/b.csv"])
        #expect(truth.dataSet("two")?.derived.map(\.rule) == ["1 if age>=60", "1/0/NA from cr"])
        #expect(truth.cases.map(\.operation) == ["mean", "glm"])
        #expect(truth.tolerance.relative == 1e-7)
        #expect(truth.tolerance.iterative == 1e-4)
        #expect(Tolerance(words: "nothing of use") == Tolerance())
    }

    @Test("A file without cases, and a case without an answer")
    func incomplete() {
        for text in ["{}", #"{"datasets":{},"cases":[{"id":"a","op":"mean","call":"mean(x)"}]}"#] {
            #expect(throws: Problem.self) { try TruthFile(Array(text.utf8), path: "t.json") }
        }
    }

    @Test("R's lines are cut again where they were joined, helpers and packages get the language's names")
    func calls() {
        let block = "{     k <- d$e == 0     surv_table(d$f[k], d$g[k], 0) }"
        #expect(
            CallText(block).renamed(["surv_table": "survTable"]) == "{\nk <- d$e == 0\nsurvTable(d$f[k], d$g[k], 0) }")
        #expect(CallText("survival:::survmean(x)").text == "survmean(x)")
        let quantile = CallText("unname(quantile(d$age, c(0.1, 1/3), na.rm = TRUE, type = 7))")
        #expect(quantile.argument("probs", at: 1, of: "quantile") == "c(0.1, 1/3)")
        #expect(quantile.argument("type", of: "quantile") == "7")
        #expect(quantile.argument("no", of: "quantile") == nil)
    }
}

/// What several tests read.
enum Sample {
    static let truth = """
        {"meta":{"tolerance":{"default":"relative 1e-7 (deterministic 1e-9); iterative (glm) relative 1e-4"}},
        "datasets":{"two":{"files":["open/a.csv","open/b.csv"],
        "derived":{"old":"1 if age>=60","cr":"1/0/NA from cr"}},"none":{"files":[]}},
        "cases":[{"id":"two.1","dataset":"two","category":"descriptive","op":"mean",
        "args":{"x":"age","scope":"site1"},"call":"mean(d[d$site == 1, ]$age, na.rm = TRUE)","expected":62.5},
        {"id":"two.2","dataset":"two","category":"regression","op":"glm","args":{},
        "call":"glm(cr ~ log(age) + offset(log(time)), family = poisson, data = d)","expected":{"n":4}}]}
        """
}
