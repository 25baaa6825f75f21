import Study
import Wire

/// What the cells of one column look like in the files of a study, and what follows from it for the codebook.
struct ColumnEvidence {
    let name: String
    /// Each file that has the column, with its cells.
    private let parts: [(file: String, cells: [String])]
    /// The files that lack it.
    private let lacking: [String]
    /// The different cells that are not empty.
    private let distinct: Set<String>

    init(name: String, tables: [RawTable]) {
        self.name = name
        parts = tables.compactMap { table in table.column(name).map { (table.file, $0) } }
        lacking = tables.filter { !$0.names.contains(name) }.map(\.file)
        distinct = Set(parts.flatMap(\.cells)).subtracting([""])
    }

    /// The draft of the column.
    var entry: CodebookDraft.Entry {
        let words = distinct.filter(NumberText.isMissingWord)
        let values = distinct.subtracting(words)
        if values.isEmpty { return entry(NumberScale(decimals: 0, minimum: 0, maximum: 1), emptyReasons(words)) }
        if values.allSatisfy({ NumberText($0) != nil }) {
            let number = NumberEvidence(values.compactMap(NumberText.init))
            guard let scale = number.scale else {
                return leftOut(.number(NumberScale(decimals: 0, minimum: 0, maximum: 1)), [number.tooLarge])
            }
            return entry(scale, number.reasons + self.words(words))
        }
        return factor
    }

    // MARK: Numbers

    private func entry(_ scale: NumberScale, _ reasons: [String]) -> CodebookDraft.Entry {
        checked(Column(name: name, kind: .number(scale), missing: isMissing), reasons + common)
    }

    private func emptyReasons(_ words: Set<String>) -> [String] {
        ["no value at all: the type and bounds are placeholders; better leave the column out"] + self.words(words)
    }

    private func words(_ words: Set<String>) -> [String] {
        words.isEmpty
            ? [] : ["\(words.sorted().joined(separator: ", ")) taken for missing: empty these cells before the upload"]
    }

    // MARK: Factors

    private var factor: CodebookDraft.Entry {
        let levels = distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let kind = Column.Kind.factor(levels: levels)
        guard levels.count <= Codebook.levelLimit else {
            return leftOut(kind, ["more than \(Codebook.levelLimit) different texts: free text or an identifier"])
        }
        var reasons = [levels.count == 1 ? "factor: one text only, so it tells nothing" : "factor: the cells hold text"]
        reasons.append(
            "levels: all texts that occur, in byte order; add those that are possible, the first is the reference")
        if distinct.allSatisfy(NumberText.hasDecimalComma) {
            reasons.append(
                "the cells look like numbers with a decimal comma: with a point the column would be a number")
        }
        let numbers = parts.filter { part in part.cells.allSatisfy { $0.isEmpty || NumberText($0) != nil } }
        if !numbers.isEmpty, numbers.count < parts.count {
            let rest = parts.map(\.file).filter { file in !numbers.contains { $0.file == file } }
            reasons.append("the files differ: numbers in \(quoted(numbers.map(\.file))), text in \(quoted(rest))")
        } else {
            reasons += differences(levels)
        }
        let rows = parts.reduce(0) { $0 + $1.cells.count { !$0.isEmpty } }
        guard levels.count <= 20 || levels.count * 2 <= rows else {
            return leftOut(
                kind, ["most rows have a text of their own: free text or an identifier, and levels are public"])
        }
        return checked(Column(name: name, kind: kind, missing: isMissing), reasons + common)
    }

    /// Levels that not every file has.
    private func differences(_ levels: [String]) -> [String] {
        guard parts.count > 1 else { return [] }
        return parts.compactMap { part in
            let known = Set(part.cells)
            let absent = levels.filter { !known.contains($0) }
            guard !absent.isEmpty else { return nil }
            let shown = absent.prefix(5).map(\.quotedForPeople).joined(separator: ", ")
            return "not in \(part.file.quotedForPeople): \(shown)\(absent.count > 5 ? ", ..." : "")"
        }
    }

    // MARK: What all columns share

    private var isMissing: Bool {
        !lacking.isEmpty
            || parts.contains { part in part.cells.contains { $0.isEmpty || NumberText.isMissingWord($0) } }
    }

    private var common: [String] {
        var reasons: [String] = []
        let empty = parts.filter { $0.cells.contains("") }.map(\.file)
        if !empty.isEmpty { reasons.append("missing: empty fields in \(quoted(empty))") }
        if !lacking.isEmpty {
            reasons.append("no such column in \(quoted(lacking)): add it there, empty, or leave it out of the codebook")
        }
        return reasons
    }

    private func quoted(_ files: [String]) -> String { files.map(\.quotedForPeople).joined(separator: ", ") }

    private func leftOut(_ kind: Column.Kind, _ reasons: [String]) -> CodebookDraft.Entry {
        CodebookDraft.Entry(
            column: Column(name: name, kind: kind, missing: isMissing), reasons: reasons, isLeftOut: true)
    }

    /// Leaves out what the codebook would refuse, with its words.
    private func checked(_ column: Column, _ reasons: [String]) -> CodebookDraft.Entry {
        do throws(Problem) {
            _ = try Codebook(columns: [column])
            return CodebookDraft.Entry(column: column, reasons: reasons, isLeftOut: false)
        } catch {
            let mend = error.mend.map { "; \($0)" } ?? ""
            return CodebookDraft.Entry(column: column, reasons: [error.what + mend], isLeftOut: true)
        }
    }
}
