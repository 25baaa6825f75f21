import Foundation
import Language
import Study
import Testing
import Wire

/// The sessions of the documentation, run on three nodes.
@Suite(.ownThreads)
struct DocumentationTests {
    @Test(
        "The examples print what the page says; RECORD_DOCUMENTATION=1 writes what they print into it",
        arguments: ["language.md", "for-R-users.md"])
    func sessions(_ page: String) async throws {
        let session = try DocumentedSession(page: page)
        #expect(session.steps.count > 5)
        try await TLSCluster.with(policy: .pilot, tables: try .pilot()) { cluster in
            let loads = "tm <- load(\"DS1\", \"munich_production\"); tr <- load(\"DS1\", \"rome_production\")"
            let printed = try await cluster.transcript(of: [loads] + session.steps.map(\.text)).dropFirst().map(
                Self.trimmed)
            if ProcessInfo.processInfo.environment["RECORD_DOCUMENTATION"] == "1" {
                try Data(session.text(with: printed).utf8).write(to: session.path)
            }
            for (step, found) in zip(session.steps, printed) {
                #expect(found == Self.trimmed(step.output), "\(page), line \(step.line + 1): \(step.text)")
            }
        }
    }

    @Test("The plans in the page are read as they stand")
    func plans() throws {
        let session = try DocumentedSession(page: "language.md")
        let parties = try MemoryCluster(policy: .pilot, tables: try .pilot())
        let plans = session.lines.filter { $0.hasPrefix("    ") && $0.contains("load(\"DS1\"") }.map { $0.dropFirst(4) }
        #expect(plans.count >= 4)
        for text in plans {
            #expect(try Plan.parse(String(text), study: parties.study).canonicalText == text, "\(text)")
        }
    }

    /// Without blanks at the ends of lines and without empty lines at the end.
    private static func trimmed(_ lines: [String]) -> [String] {
        var result = lines.map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while result.last?.isEmpty == true { result.removeLast() }
        return result
    }
}
