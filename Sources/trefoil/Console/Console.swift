import CEdit
import Client
import Foundation
import Language
import Study
import Wire

/// The prompt: reads a line, evaluates it, prints what it gives, until the input ends.
final class Console: Sendable {
    private let asking: Asking
    private static let prompt = "> "
    private static let continuation = "+ "

    init(asking: Asking) {
        self.asking = asking
    }

    /// Runs until the input ends; without a terminal until the first line in error, whose kind is returned.
    func run() async -> Problem.Kind? {
        let isTerminal = Output.isTerminal
        return await asking.onOwnThread { asking in
            var input: any LineSource = PlainLines()
            if isTerminal { input = EditedLines(interpreter: asking.interpreter) }
            return Self.loop(asking, &input, isTerminal: isTerminal)
        }
    }

    private static func loop(_ asking: Asking, _ input: inout any LineSource, isTerminal: Bool) -> Problem.Kind? {
        var text = ""
        while true {
            switch input.next(prompt: text.isEmpty ? prompt : continuation) {
            case .end:
                guard !text.isEmpty else { return nil }
                return report(asking, text, isTerminal: isTerminal, isLast: true).kind
            case .interrupted:
                text = ""
            case .line(let line):
                text += (text.isEmpty ? "" : "\n") + line
                let command = text.trimmingCharacters(in: .whitespaces)
                if command == "quit()" || command == "q()" { return nil }
                switch report(asking, text, isTerminal: isTerminal, isLast: false) {
                case .incomplete: continue
                case .done: break
                case .failed(let kind): if !isTerminal { return kind }
                }
                input.remember(text)
                text = ""
            }
        }
    }

    private enum Outcome {
        case done
        case incomplete
        case failed(Problem.Kind)

        var kind: Problem.Kind? {
            switch self {
            case .done: nil
            case .incomplete: .failed
            case .failed(let kind): kind
            }
        }
    }

    private static func report(_ asking: Asking, _ text: String, isTerminal: Bool, isLast: Bool) -> Outcome {
        let start = ContinuousClock.now
        do throws(Problem) {
            try asking.evaluate(text) { Output.line($0) }
        } catch {
            if error.code == Parser.incompleteCode, !isLast { return .incomplete }
            Output.error(error.text)
            return .failed(error.kind)
        }
        for note in asking.interpreter.notes { Output.note("note: \(note)") }
        if let result = asking.lastResult {
            Output.note(TimeText.line((ContinuousClock.now - start) / .milliseconds(1), mode: result.mode))
        }
        return .done
    }
}

/// Where lines come from.
protocol LineSource {
    mutating func next(prompt: String) -> InputLine
    mutating func remember(_ text: String)
}

/// What came.
enum InputLine {
    case line(String)
    case interrupted
    case end
}

/// Standard input without a terminal.
struct PlainLines: LineSource {
    mutating func next(prompt: String) -> InputLine {
        readLine(strippingNewline: true).map(InputLine.line) ?? .end
    }

    mutating func remember(_ text: String) {}
}
