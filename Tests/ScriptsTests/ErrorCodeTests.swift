import Foundation
import Testing

@Suite("Documentation/errors.md")
struct ErrorCodeTests {
    /// The codes of all problems that the sources can make.
    private func codesInSources() throws -> Set<String> {
        // Problem("code", ...), Problem(isTable ? "code" : "other", ...); code: "code"; let code = ... "code".
        let patterns = [
            try Regex(##"\bProblem\(\s*"([a-z0-9-]+)""##, as: (Substring, Substring).self),
            try Regex(##"\bProblem\(\s*[^",()]*\?\s*"([a-z0-9-]+)""##, as: (Substring, Substring).self),
            try Regex(##"\bProblem\(\s*[^",()]*\?\s*"[^"]*"\s*:\s*"([a-z0-9-]+)""##, as: (Substring, Substring).self),
            try Regex(##"\bcode: "([a-z0-9-]+)""##, as: (Substring, Substring).self),
            try Regex(##"[cC]ode = (?:[^"\n]*\? )?"([a-z0-9-]+)""##, as: (Substring, Substring).self),
            try Regex(##"[cC]ode = [^"\n]*\? "[^"]*" : "([a-z0-9-]+)""##, as: (Substring, Substring).self),
        ]
        let sources = projectRoot.appendingPathComponent("Sources").resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var codes: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            // The rules of disclosure are the codes of their refusals.
            let rules = try Regex(##"case [a-zA-Z]+ = "([a-z-]+)""##, as: (Substring, Substring).self)
            let isRule = file.lastPathComponent == "DisclosureRule.swift"
            for pattern in patterns + (isRule ? [rules] : []) {
                codes.formUnion(text.matches(of: pattern).map { String($0.output.1) })
            }
        }
        return codes
    }

    /// The rows of the page's tables: code, exit code, meaning, mend.
    private func rows() throws -> [[String]] {
        let page = projectRoot.appendingPathComponent("Documentation/errors.md")
        return try String(contentsOf: page, encoding: .utf8)
            .split(separator: "\n")
            .filter { $0.hasPrefix("| `") }
            .map { line in
                line.replacing("\\|", with: "or").split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }

    @Test("Explains every code that the program can show, each once, and no other")
    func whole() throws {
        let known = try codesInSources()
        let explained = try rows().map { $0[0].replacing("`", with: "") }
        // The patterns are no parser: a sample shows that each of them finds what it should.
        for code in ["port-in-use", "public-with-private", "newer-format", "short-row", "long-row", "incomplete-input"]
        {
            #expect(known.contains(code))
        }
        #expect(known.subtracting(explained).sorted() == [], "not explained in Documentation/errors.md")
        #expect(Set(explained).subtracting(known).sorted() == [], "explained, but no longer in the sources")
        #expect(Set(explained).count == explained.count, "a code is explained twice")
    }

    @Test("Every code has an exit code, a meaning and a way to mend it")
    func complete() throws {
        for row in try rows() {
            #expect(row.count == 4, "\(row)")
            #expect(["", "1 or 2", "1 or 64", "2", "2 or 64", "64", "75"].contains(row[1]), "\(row)")
            #expect(row.dropFirst(2).allSatisfy { !$0.isEmpty }, "\(row)")
        }
    }
}
