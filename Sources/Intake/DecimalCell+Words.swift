import Study
import Wire

extension DecimalCell.Fault {
    /// The problem with a cell of a number column, at a place.
    func problem(in column: Column, scale: NumberScale, mark: CSVFormat.DecimalMark, at place: String) -> Problem {
        let expected = "expected \(scale.expectation(mark: mark))"
        switch self {
        case .tooManyDecimals(let count):
            return Problem(
                "too-many-decimals", "a number has \(count) decimal places, the study allows \(scale.decimals)",
                at: place,
                mend: "\(expected); round the cell, or ask for a finer scale in the study")
        case .outOfBounds:
            return Problem("out-of-bounds", "a number lies outside the bounds of its column", at: place, mend: expected)
        default:
            return Problem(
                "bad-number", "a number was expected, the cell holds \(words)", at: place,
                mend: "\(expected)\(hint(mark: mark))")
        }
    }

    /// What stands in the cell, without its content.
    private var words: String {
        switch self {
        case .text: "text"
        case .word(let word): "the word \(word)"
        case .date: "what looks like a date or a time"
        case .exponent: "a number with an exponent"
        case .otherMark: "a number with another decimal mark"
        case .manyMarks: "a number with thousands separators or several marks"
        case .typographicSign: "a typographic minus sign"
        case .errorValue: "an error value of a spreadsheet"
        case .tooManyDecimals, .outOfBounds: "a number"
        }
    }

    /// How to write it instead.
    private func hint(mark: CSVFormat.DecimalMark) -> String {
        switch self {
        case .otherMark: "; write it with a decimal \(mark == .point ? "point" : "comma")"
        case .word: "; leave the cell empty for a missing value"
        case .exponent: "; write it with all its digits"
        case .typographicSign: "; write the minus sign of the keyboard"
        case .errorValue: "; correct the formula"
        default: ""
        }
    }
}

extension NumberScale {
    /// What a cell may hold, in words.
    func expectation(mark: CSVFormat.DecimalMark) -> String {
        let bounds = "from \(text(minimum, mark: mark)) to \(text(maximum, mark: mark))"
        switch decimals {
        case 0: return "a whole number \(bounds)"
        case 1: return "a number \(bounds) with at most 1 decimal place"
        default: return "a number \(bounds) with at most \(decimals) decimal places"
        }
    }

    /// A scaled integer as a decimal with the mark of the file.
    func text(_ value: Int64, mark: CSVFormat.DecimalMark) -> String {
        let plain = text(value)
        return mark == .point ? plain : String(plain.map { $0 == "." ? "," : $0 })
    }
}
