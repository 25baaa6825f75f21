extension Answer {
    /// The answer as JSON: numbers as numbers, what is not available as null, tables as a list of label and count.
    public var json: String {
        switch self {
        case .count(let count): String(count)
        case .number(let estimate): estimate.json
        case .vector(let estimates): "[" + estimates.map(\.json).joined(separator: ",") + "]"
        case .released(let values, _, let suppressed):
            "[" + values.indices.map { suppressed.contains($0) ? "null" : String(values[$0]) }.joined(separator: ",")
                + "]"
        case .frequency(let entries):
            "["
                + entries.map { "{\"label\":\(jsonText($0.label)),\"count\":\($0.count.map(String.init) ?? "null")}" }
                .joined(separator: ",") + "]"
        }
    }
}

extension Estimate {
    /// A JSON number; null where not available, a text where JSON has no number (`"Inf"`).
    public var json: String {
        switch self {
        case .notAvailable: "null"
        case .approximate(let value) where !value.isFinite: jsonText(text)
        default: text
        }
    }
}

/// A JSON string with its quotes.
public func jsonText(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\r": result += "\\r"
        case _ where scalar.value < 0x20:
            let code = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
