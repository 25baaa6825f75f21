import Study
import Wire

/// Reads the cells of one column.
struct CellReader {
    /// What a cell holds.
    enum Reading {
        /// The scaled integer, or the index of the level.
        case value(Int64)
        case missing
        case bad(Fault)
    }

    /// Why a cell is not accepted.
    enum Fault {
        case missingNotAllowed
        case unknownLevel
        case levelInOtherCase
        case number(DecimalCell.Fault)
    }

    let column: Column
    let mark: CSVFormat.DecimalMark
    private let levels: [[UInt8]]

    init(column: Column, mark: CSVFormat.DecimalMark) {
        self.column = column
        self.mark = mark
        levels = (column.levels ?? []).map { Array($0.utf8) }
    }

    /// Reads a cell whose outer spaces are gone.
    func read(_ cell: ArraySlice<UInt8>) -> Reading {
        switch column.kind {
        case .factor(let names):
            // Levels are few, so that looking at each is quicker than a dictionary.
            if let index = levels.firstIndex(where: { $0.count == cell.count && $0[...] == cell }) {
                return .value(Int64(index))
            }
            if cell.isEmpty { return column.missing ? .missing : .bad(.missingNotAllowed) }
            let text = String(decoding: cell, as: UTF8.self).lowercased()
            return .bad(names.contains { $0.lowercased() == text } ? .levelInOtherCase : .unknownLevel)
        case .number(let scale):
            if cell.isEmpty { return column.missing ? .missing : .bad(.missingNotAllowed) }
            switch DecimalCell.read(cell, scale: scale, mark: mark) {
            case .value(let value): return .value(value)
            case .bad(let fault): return .bad(.number(fault))
            }
        }
    }

    /// The problem with a cell, in words; never with its content.
    func problem(_ fault: Fault, at place: String) -> Problem {
        switch (fault, column.kind) {
        case (.number(let fault), .number(let scale)):
            return fault.problem(in: column, scale: scale, mark: mark, at: place)
        case (.missingNotAllowed, .number(let scale)):
            return Problem(
                "missing-value", "the cell is empty, but the study allows no missing value here", at: place,
                mend: "expected \(scale.expectation(mark: mark))")
        case (.missingNotAllowed, .factor):
            return Problem(
                "missing-value", "the cell is empty, but the study allows no missing value here", at: place,
                mend: "expected \(levelsInWords)")
        case (.levelInOtherCase, _):
            return Problem(
                "unknown-level", "the cell holds a level in other capitals or small letters", at: place,
                mend: "expected \(levelsInWords), written just so")
        default:
            return Problem(
                "unknown-level", "the cell holds text that is no level of the column", at: place,
                mend: "expected \(levelsInWords)")
        }
    }

    private var levelsInWords: String {
        let levels = column.levels ?? []
        let shown = levels.prefix(12).joined(separator: ", ")
        return levels.count > 12 ? "one of: \(shown), ... (\(levels.count) levels)" : "one of: \(shown)"
    }
}
