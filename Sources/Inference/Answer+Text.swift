extension Answer {
    /// The printed form: `48`, `66.5`, `{38.0, 62.5, 66.0}`, `[male = 16, female = 8]`; the same in every locale.
    public var text: String {
        switch self {
        case .count(let count): String(count)
        case .number(let estimate): estimate.text
        case .vector(let estimates): "{" + estimates.map(\.text).joined(separator: ", ") + "}"
        case .frequency(let entries):
            "[" + entries.map { "\($0.label) = \($0.count.map(String.init) ?? "NA")" }.joined(separator: ", ") + "]"
        case .released(let values, _, let suppressed):
            "{" + values.indices.map { suppressed.contains($0) ? "NA" : String(values[$0]) }.joined(separator: ", ")
                + "}"
        }
    }
}

extension Estimate {
    /// The shortest exact decimal with at least one place; where it does not end, the shortest decimal that names the
    /// nearest double.
    public var text: String {
        switch self {
        case .exact(let value): NumberText.shortest(value)
        case .approximate(let value): NumberText.shortest(value)
        case .notAvailable: "NA"
        }
    }
}
