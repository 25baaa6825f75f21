import Foundation
import Language

/// The value of a cell, or of an expression over the cells of a row, on the owner's machine.
enum RowValue: Sendable, Equatable {
    /// An exact decimal.
    case exact(ExactDecimal)
    /// A number in double precision, where it is no decimal.
    case approximate(Double)
    /// A text.
    case text(String)
    /// A truth value.
    case logical(Bool)
    /// No value.
    case missing

    /// The most decimal places that a column can have.
    static let decimals = 9

    /// Reads a cell: a number in R's notation, any other text; empty or `NA` where there is no value.
    init(cell: String) {
        if cell.isEmpty || cell == "NA" {
            self = .missing
        } else if let value = ExactDecimal(cell.hasPrefix("+") ? String(cell.dropFirst()) : cell), !cell.hasSuffix("L")
        {
            self = .exact(value)
        } else if let value = Double(cell), value.isFinite, !cell.contains("x") {
            self = .approximate(value)
        } else {
            self = .text(cell)
        }
    }

    /// The cell that holds the value: numbers with all their digits, rounded to `decimals` places; empty where missing.
    func cell(decimals: Int = decimals) -> String {
        switch self {
        case .exact(let value): Self.rounded(value, decimals).description
        case .approximate(let value): Self.decimal(value, decimals)?.description ?? ""
        case .text(let text): text
        case .logical(let truth): truth ? "1" : "0"
        case .missing: ""
        }
    }

    /// The number in double precision; nil where it is none.
    var double: Double? {
        switch self {
        case .exact(let value): Double(value.description)
        case .approximate(let value): value
        case .logical(let truth): truth ? 1 : 0
        case .text, .missing: nil
        }
    }

    /// The exact decimal; nil where it is none.
    var decimal: ExactDecimal? {
        switch self {
        case .exact(let value): value
        case .logical(let truth): ExactDecimal(truth ? 1 : 0)
        default: nil
        }
    }

    /// Whether it is no text.
    var isNumberOrMissing: Bool {
        if case .text = self { return false }
        return true
    }

    /// The truth of a condition; nil where it is missing.
    var truth: Bool? {
        switch self {
        case .logical(let truth): truth
        case .exact, .approximate: double.map { $0 != 0 }
        case .text, .missing: nil
        }
    }

    /// The nearest decimal with these places, halves away from 0.
    static func rounded(_ value: ExactDecimal, _ places: Int) -> ExactDecimal {
        guard value.decimals > places else { return value }
        var divisor: Int128 = 1
        for _ in places..<value.decimals { divisor *= 10 }
        let (quotient, rest) = value.significand.quotientAndRemainder(dividingBy: divisor)
        let carry: Int128 = rest.magnitude * 2 >= divisor.magnitude ? (value.significand < 0 ? -1 : 1) : 0
        return ExactDecimal(significand: quotient + carry, decimals: places)
    }

    /// A double as the nearest decimal with these places; nil where it is not finite or too large.
    static func decimal(_ value: Double, _ places: Int) -> ExactDecimal? {
        guard value.isFinite else { return nil }
        let text = String(format: "%.*f", places, value)
        return ExactDecimal(text)
    }
}
