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
    /// Names that continue the text before the cursor: columns and components after `$`; columns in formulas, beside `data =`
    /// and in calls that name a private table; tables, columns and levels inside quotes; functions and variables elsewhere.
    public func completions(for text: String) -> Completions {
        if let start = openQuote(in: text) {
            let typed = String(text[text.index(after: start)...])
            return offer(typed, quotedCandidates(before: String(text[..<start])))
        }
        let word = Self.lastWord(of: text)
        let before = text.dropLast(word.count)
        if before.last == "$" { return offer(word, members(of: Self.lastWord(of: before.dropLast()))) }
        if before.last == "?" { return offer(word, Builtin.names) }
        guard !word.isEmpty else { return Completions(replaced: 0, candidates: []) }
        let columns = namesColumns(openCall(in: text)) ? columnNames : []
        let functions = Builtin.names.map { $0 + "(" }
        return offer(word, columns + variableNames + functions)
    }

    /// The columns of all private tables of the session; those of the codebook where there is none.
    private var columnNames: [String] {
        let names = tables.flatMap { $0.names(in: study.codebook) }
        return names.isEmpty ? study.codebook.names : names
    }

    private var tables: [PrivateTable] {
        variableNames.compactMap { name in
            if case .table(let table)? = globals.find(name) { table } else { nil }
        }
    }

    /// What can stand after `name$`.
    private func members(of name: String) -> [String] {
        switch globals.find(name) {
        case .table(let table)?: table.names(in: study.codebook)
        case .vector?, nil: columnNames
        case let value?: value.names ?? []
        }
    }

    /// Whether columns are named alone in the arguments of a call: in formulas, and where a table is given.
    private func namesColumns(_ arguments: String) -> Bool {
        if arguments.contains("~") || arguments.contains("data =") || arguments.contains("data=") { return true }
        if ["subset(", "transform(", "with(", "within("].contains(where: arguments.hasPrefix) { return true }
        return Self.words(of: arguments).contains { word in
            if case .table? = globals.find(word) { true } else { false }
        }
    }

    /// The text from the name of the outermost call that is still open; all of it for an open bracket of another kind.
    private func openCall(in text: String) -> String {
        var open: [String.Index] = []
        for index in text.indices {
            if "([".contains(text[index]) { open.append(index) }
            if ")]".contains(text[index]), !open.isEmpty { open.removeLast() }
        }
        guard let first = open.first else { return text.contains("~") ? text : "" }
        let name = Self.lastWord(of: text[..<first])
        return name + text[first...]
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

    /// Tables inside `load(`, columns inside `[[` and `[c(`, else the levels of the factor that was named last.
    private func quotedCandidates(before text: String) -> [String] {
        let words = Self.words(of: text)
        if words.last == "load" || (words.last == study.name && words.contains("load")) {
            return [study.name] + study.tables
        }
        let compact = text.filter { $0 != " " }
        if compact.hasSuffix("[[") || compact.hasSuffix("[c(") { return columnNames }
        for word in words.reversed() {
            for table in tables where table.has(word, in: study.codebook) {
                return (try? table.column(named: word, in: study.codebook).type().levels) ?? []
            }
            if let column = study.codebook.column(named: word) { return column.levels ?? [] }
        }
        return text.contains("load(") ? [study.name] + study.tables : []
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "." || character == "_"
    }

    private static func lastWord(of text: some BidirectionalCollection<Character>) -> String {
        String(text.reversed().prefix(while: isWordCharacter).reversed())
    }

    private static func words(of text: String) -> [String] {
        text.split { !isWordCharacter($0) }.map(String.init)
    }
}
