import CEdit
import Client
import Foundation
import Synchronization

/// Lines from a terminal, with history and completion.
struct EditedLines: LineSource {
    private let history: String?
    private static let historyLimit: Int32 = 1_000

    init(interpreter: Interpreter) {
        Completion.shared.withLock {
            $0.source = { line, start, word in
                let found = interpreter.completions(
                    for: String(decoding: line.utf8.prefix(start), as: UTF8.self) + word)
                // The editor replaces its own idea of the word, which may be shorter or longer than the interpreter's.
                return found.candidates.map { candidate in
                    String(word.dropLast(found.replaced)) + candidate.dropFirst(max(0, found.replaced - word.count))
                }
            }
        }
        trefoil_edit_prepare("trefoil", Completion.candidate)
        do {
            try Places.make(Places.state)
            history = Places.state.appendingPathComponent("history").path
        } catch {
            history = nil
        }
        if let history { _ = trefoil_edit_load_history(history) }
    }

    mutating func next(prompt: String) -> InputLine {
        guard let raw = trefoil_edit_read_line(prompt) else {
            let isInterrupt = errno == EINTR
            Output.note("")
            return isInterrupt ? .interrupted : .end
        }
        defer { free(raw) }
        return .line(String(cString: raw))
    }

    mutating func remember(_ text: String) {
        guard !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return }
        trefoil_edit_remember(text.replacingOccurrences(of: "\n", with: " "))
        guard let history else { return }
        _ = trefoil_edit_save_history(history, Self.historyLimit)
        chmod(history, 0o600)
    }
}

/// What the line editor, a C library without a context argument, asks for completions.
private enum Completion {
    struct State: @unchecked Sendable {
        var source: ((String, Int, String) -> [String])?
        var found: [String] = []
        var text: [CChar] = []
    }

    static let shared = Mutex(State())

    static let candidate: trefoil_candidate = { line, start, word, number in
        guard let line, let word else { return nil }
        let (lineText, wordText) = (String(cString: line), String(cString: word))
        return Completion.shared.withLock { state -> UnsafePointer<CChar>? in
            if number == 0 { state.found = state.source?(lineText, Int(start), wordText) ?? [] }
            guard state.found.indices.contains(Int(number)) else { return nil }
            state.text = Array(state.found[Int(number)].utf8CString)
            // The editor copies the text before it asks for the next one.
            return state.text.withUnsafeBufferPointer { $0.baseAddress }
        }
    }
}
