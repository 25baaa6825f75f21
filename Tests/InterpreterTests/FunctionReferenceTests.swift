import Foundation
import Testing
import Wire

@testable import Client

/// The functions in `Documentation/language.md`, `help()` and `?name`.
@Suite struct FunctionReferenceTests {
    private static var page: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Documentation/language.md")
    }

    /// What stands between the marks of the page.
    private static var reference: String {
        Builtin.groups.map { group in
            (["### " + group.title, "", "| function | what | releases |", "|---|---|---|"]
                + group.functions.map { function in
                    let help = function.help
                    return "| " + [code(help.usage), text(help.summary), text(help.releases)].joined(separator: " | ")
                        + " |"
                }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func code(_ text: String) -> String { "`" + text.replacing("|", with: "\\|") + "`" }
    private static func text(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("<", with: "&lt;").replacing("*", with: "\\*")
    }

    @Test("The page lists every function as ?name explains it; RECORD_DOCUMENTATION=1 writes the list into it")
    func page() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let (begin, end) = ("<!-- begin functions -->\n", "\n<!-- end functions -->")
        let start = try #require(page.range(of: begin))
        let stop = try #require(page.range(of: end))
        if ProcessInfo.processInfo.environment["RECORD_DOCUMENTATION"] == "1" {
            try Data((page[..<start.upperBound] + Self.reference + page[stop.lowerBound...]).utf8).write(to: Self.page)
        } else {
            let found = page[start.upperBound..<stop.lowerBound].split(separator: "\n")
            let wanted = Self.reference.split(separator: "\n")
            for (line, other) in zip(found, wanted) { #expect(line == other) }
            #expect(found.count == wanted.count)
        }
    }

    @Test("Each function stands in one group, with a usage that names it, an example that is R, and its releases")
    func topics() throws {
        let functions = Builtin.groups.flatMap(\.functions)
        #expect(Set(functions.map(\.name)).count == functions.count)
        #expect(functions.count == Builtin.all.count)
        let session = try Fixture().session()
        for function in functions {
            let help = function.help
            #expect(help.usage.contains(function.name), "\(function.name)")
            #expect(
                !help.summary.isEmpty && !help.releases.isEmpty && !help.releases.hasSuffix("."), "\(function.name)")
            #expect(!help.summary.isEmpty && help.summary.hasSuffix("."), "\(function.name)")
            #expect(help.example.contains(function.name) || help.example == "?mean", "\(function.name)")
            let printed = try session.evaluate("?`\(function.name)`") ?? ""
            #expect(printed == help.text)
        }
    }

    @Test("help() names every function below its subject, in lines of at most 80 columns")
    func overview() throws {
        let text = try Fixture().session().evaluate("help()") ?? ""
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        for group in Builtin.groups { #expect(lines.contains { $0 == group.title + ":" }) }
        let words = Set(lines.filter { $0.hasPrefix("  ") }.flatMap { $0.split(separator: " ") }.map(String.init))
        #expect(words == Set(Builtin.names))
    }

    @Test("Completion of new functions, of columns in formulas and calls with a table, and of levels")
    func completion() throws {
        let session = try Fixture().session()
        _ = try session.evaluate(
            "tm <- load(\"munich_production\"); d <- transform(tm, age2 = age * 2); k <- list(aa = 1)")
        #expect(session.completions(for: "descr").candidates == ["describe("])
        #expect(session.completions(for: "t.test(age2 ~ gen").candidates == ["gender"])
        #expect(session.completions(for: "lm(ag").candidates.contains("age") == false)
        #expect(session.completions(for: "lm(age ~ ag").candidates.prefix(2) == ["age", "age2"])
        #expect(session.completions(for: "coxph(data = d, fol").candidates == ["follow_up"])
        #expect(session.completions(for: "tapply(d$age, ec").candidates.first == "ecog_status")
        #expect(session.completions(for: "d$age").candidates == ["age", "age2"])
        #expect(session.completions(for: "tm$age").candidates == ["age"])
        #expect(session.completions(for: "k$a").candidates == ["aa"])
        #expect(session.completions(for: "relevel(d$gender, \"f").candidates == ["female"])
        #expect(session.completions(for: "sum(d$ecog_status %in% c(\"0\", \"").candidates == ["0", "1", "2"])
        #expect(session.completions(for: "d[[\"age").candidates == ["age", "age2"])
    }
}
