import Foundation
import Study
import Testing
import Wire

/// The statistician's script of `Examples`, in R and on shares.
@Suite(.ownThreads)
struct AnalysisScriptTests {
    private static func text(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Examples")
        return String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    /// The lines of a script without those that load the data.
    private static func analysis(_ script: String) throws -> [Substring] {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        let begin = try #require(lines.firstIndex(of: "# load: begin"))
        let end = try #require(lines.firstIndex(of: "# load: end"))
        return Array(lines[...begin] + lines[end...])
    }

    @Test("Only the lines that load the data differ between the script for R and the one for shares")
    func difference() throws {
        let (ours, theirs) = (try Self.text("analysis.trefoil.R"), try Self.text("analysis.R"))
        #expect(try Self.analysis(ours) == Self.analysis(theirs))
        #expect(ours != theirs)
        #expect(try Self.analysis(ours).count(where: { !$0.hasPrefix("#") && !$0.isEmpty }) >= 50)
    }

    @Test("On three nodes the script gives R's numbers")
    func numbers() async throws {
        let figure = FileManager.default.temporaryDirectory.appendingPathComponent("trefoil-\(UUID().uuidString).svg")
        defer { try? FileManager.default.removeItem(at: figure) }
        let script = try Self.text("analysis.trefoil.R").replacing("\"survival.svg\"", with: "\"\(figure.path)\"")
        try await TLSCluster.with(policy: .open, tables: try .pilot()) { cluster in
            let printed = try await cluster.transcript(of: [script])[0].filter { !$0.hasPrefix("note: ") }
            let found = Self.numbers(in: printed.joined(separator: "\n"))
            let expected = Self.numbers(in: try Self.text("analysis.out"))
            #expect(found.count == expected.count, "\(printed.joined(separator: "\n"))")
            for (place, pair) in zip(found, expected).enumerated() {
                let (value, wanted) = pair
                #expect(
                    abs(value - wanted) <= 1e-6 * max(1, abs(wanted)),
                    "number \(place + 1) is \(value) and in R \(wanted)")
            }
        }
        #expect(try String(contentsOf: figure, encoding: .utf8).contains("<svg"))
    }

    /// All numbers of a printed text in order; digits inside words, such as 0.95LCL and bed10, are none.
    private static func numbers(in text: String) -> [Double] {
        text.matches(of: /[A-Za-z_.0-9][A-Za-z_.0-9]*/).compactMap { word in
            guard let value = Double(word.output), value.isFinite else { return nil }
            let isNegative = text[..<word.range.lowerBound].last == "-"
            return isNegative ? -value : value
        }
    }
}
