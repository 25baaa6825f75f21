import Inference
import Language
import Wire

/// A case with what its template may look at.
struct Question {
    let truth: TruthFile.Case
    /// The different values of a column, in R's words and order.
    let values: (String) -> [String]

    /// An argument as a text; nil where it is none.
    func text(_ name: String) -> String? { truth.arguments[name]?.string }

    /// An argument as R writes it; nil where the case has none.
    func literal(_ name: String) -> String? { truth.arguments[name].flatMap(Self.literal) }

    /// An argument that the template needs.
    func need(_ name: String) throws(Problem) -> String {
        guard let literal = text(name) ?? literal(name) else {
            throw Problem(
                "bad-truth-file", "the case lacks its argument \(name)", at: truth.id, mend: "complete the truth file")
        }
        return literal
    }

    /// The vector of the argument `x`, of all sites or of the first.
    func vector(_ name: String = "x") throws(Problem) -> String {
        "\(truth.arguments["scope"]?.string == "site1" ? "s1" : "d")$\(Self.quoted(try need(name)))"
    }

    /// `, name = value` for each argument that the case has; R's name behind the truth file's where they differ.
    func options(_ names: (String, String)...) -> String {
        names.compactMap { own, name in literal(own).map { ", \(name) = \($0)" } }.joined()
    }

    /// A value as R writes it; nil for null and objects.
    private static func literal(_ value: JSONValue) -> String? {
        switch value {
        case .null, .object: return nil
        case .bool(let truth): return truth ? "TRUE" : "FALSE"
        case .number(let text): return text
        case .text(let text): return "\"\(text.escapedForR)\""
        case .list(let elements): return "c(\(elements.compactMap(literal).joined(separator: ", ")))"
        }
    }

    /// A name as the language reads it, in backquotes where it is no plain one.
    static func quoted(_ name: String) -> String {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789._".unicodeScalars.contains($0)
        }
        let isWord = name.unicodeScalars.first?.properties.isAlphabetic == true
        return isPlain && isWord ? name : "`\(name)`"
    }

    /// R's call, the helpers of truth files by the names that the language gives them.
    var call: String { CallText(truth.call).renamed(Self.helpers) }

    /// The language's names of the helpers that truth files define.
    static let helpers = [
        "wilcox_z": "wilcoxZ", "signrank_z": "signrankZ", "or_rr": "oddsRatio", "auc_": "auc", "skew_kurt": "skewKurt",
        "life_table": "lifeTable", "kappa_": "kappa", "surv_table": "survTable", "smd": "smd",
    ]
}
