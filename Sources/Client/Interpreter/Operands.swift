import Inference
import Language
import Wire

/// The two sides of an operator with their places.
struct Operands {
    let sign: String
    let left: Value
    let right: Value
    let leftPlace: Expression
    let rightPlace: Expression

    func unfit(_ wanted: String) -> Problem {
        Problem(
            "bad-operand", "\(sign) needs \(wanted), not \(left.typeName) and \(right.typeName)",
            mend: "check both sides")
    }
}

extension ComparisonOperator {
    /// The operator with its sides exchanged.
    var mirrored: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension ExactDecimal {
    /// The whole number, nil where it has places or is large.
    var whole: Int? { decimals == 0 ? Int(exactly: significand) : nil }
}

extension Value {
    /// Whether arithmetic keeps dimensions or names of it.
    var hasShape: Bool {
        if case .object(let object) = self, object.asNumbers != nil { return true }
        return false
    }

    /// Texts, where either side is text; R compares numbers with texts as texts.
    func asTexts(beside other: Value) -> Value {
        guard case .texts = self else {
            guard case .texts = other else { return self }
            return asCharacters.map { .texts($0) } ?? self
        }
        return self
    }

    /// As `as.character` gives them; nil where there is none.
    var asCharacters: [String?]? {
        switch self {
        case .null: []
        case .texts(let texts): texts
        case .logicals(let values): values.map { $0.map { $0 ? "TRUE" : "FALSE" } }
        case .numbers(let numbers): numbers.values.map { $0.double.map { RFormat.text($0) } }
        case .frequency(let entries): entries.map { $0.count.map(String.init) }
        case .object(let object): object.asTexts
        case .model(let model): model.object.asTexts
        default: nil
        }
    }
}
