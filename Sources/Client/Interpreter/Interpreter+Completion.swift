import Language
import Study

/// What can stand at the end of a line that is being typed.
public struct Completions: Sendable, Equatable {
    /// How many characters at the end of the line are replaced.
    public let replaced: Int
    /// What they can be replaced with, in order.
    public let candidates: [String]
}

extension Interpreter {
    /// Names that continue the text before the cursor: columns after `$` and inside `subset`, tables and levels inside
    /// quotes, functions and variables elsewhere.
    public func completions(for text: String) -> Completions {
        if let start = openQuote(in: text) {
            let typed = String(text[text.index(after: start)...])
            return offer(typed, quotedCandidates(before: String(text[..<start])))
        }
        let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }.reversed())
        let before = text.dropLast(word.count)
        if before.last == "$" { return offer(word, study.codebook.names) }
        if before.last == "?" { return offer(word, Builtin.names) }
        guard !word.isEmpty else { return Completions(replaced: 0, candidates: []) }
        let columns = text.contains("subset(") ? study.codebook.names : []
        let functions = Builtin.names.map { $0 + "(" }
        return offer(word, columns + variableNames + functions)
    }

    private func offer(_ typed: String, _ names: [String]) -> Completions {
        var seen: Set<String> = []
        let fitting = names.filter { $0.hasPrefix(typed) && seen.insert($0).inserted }
        return Completions(replaced: typed.count, candidates: fitting)
    }

    private func openQuote(in text: String) -> String.Index? {
        var open: String.Index?
        for index in text.indices where text[index] == "\"" { open = open == nil ? index : nil }
        return open
    }

    /// Levels after `column ==`, tables inside `load(`.
    private func quotedCandidates(before text: String) -> [String] {
        let trimmed = text.reversed().drop { $0 == " " || $0 == "=" || $0 == "!" }
        let word = String(trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }.reversed())
        if let levels = study.codebook.column(named: word)?.levels { return levels }
        if text.contains("[[") { return study.codebook.names }
        return text.contains("load(") ? [study.name] + study.tables : []
    }
}
