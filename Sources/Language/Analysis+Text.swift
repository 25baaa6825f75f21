extension Analysis {
    /// The canonical text.
    public var canonicalText: String {
        let remove = naRemove ? ", na.rm = TRUE" : ""
        switch self {
        case .rows(let table): return "nrow(\(table.text))"
        case .quantile(let vector, let probabilities, _):
            let list = probabilities.map(\.description).joined(separator: ", ")
            return "quantile(\(vector.text), probs = c(\(list))\(remove))"
        case .joint(let statistic): return statistic.text
        default: return "\(function)(\(vector?.text ?? "")\(remove))"
        }
    }
}
