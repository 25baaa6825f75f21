import Foundation
import Wire

/// A page of the documentation with the sessions in it: fenced blocks of `> input`, `+ continuation` and output.
struct DocumentedSession {
    /// What is typed, and what it prints according to the page.
    struct Step {
        var input: [String]
        var output: [String] = []
        /// Where it begins in the page.
        let line: Int

        var text: String { input.joined(separator: "\n") }
    }

    let path: URL
    let lines: [String]
    private(set) var steps: [Step] = []

    /// - Parameter name: of the page, in `Documentation`.
    init(page name: String) throws {
        path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Documentation/\(name)")
        lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        var isSession: Bool?
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                isSession =
                    isSession == nil && line == "```"
                    ? lines[number + 1].hasPrefix("> ") : isSession == nil ? false : nil
            } else if isSession == true {
                if line.hasPrefix("> ") {
                    steps.append(Step(input: [String(line.dropFirst(2))], line: number))
                } else if line.hasPrefix("+ "), let last = steps.indices.last, steps[last].output.isEmpty {
                    steps[last].input.append(String(line.dropFirst(2)))
                } else if let last = steps.indices.last {
                    steps[last].output.append(line)
                }
            }
        }
    }

    /// The page with other outputs, one a step.
    func text(with outputs: [[String]]) -> String {
        var result: [String] = []
        var (step, skips) = (0, 0)
        for (number, line) in lines.enumerated() {
            if skips > 0 {
                skips -= 1
                continue
            }
            guard step < steps.count, steps[step].line == number else {
                result.append(line)
                continue
            }
            let input = steps[step].input
            result += ["> " + input[0]] + input.dropFirst().map { "+ " + $0 } + outputs[step]
            skips = input.count - 1 + steps[step].output.count
            step += 1
        }
        return result.joined(separator: "\n")
    }
}
