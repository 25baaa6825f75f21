extension JointStatistic {
    /// The canonical text, as in `moments(age, by = list(gender), order = 2, data = load("DS1", "rome_production"))`.
    ///
    /// Where all rows are those of one table, columns stand by their bare names and the table behind `data`.
    public var text: String {
        let data = table
        var arguments = vectors.map { $0.text(within: data) }
        if !factors.isEmpty {
            arguments.append("by = list(" + factors.map { $0.text(within: data) }.joined(separator: ", ") + ")")
        }
        arguments += options.map { "\($0.name.rawValue) = \($0.value.text)" }
        if let data { arguments.append("data = " + data.text) }
        return "\(kind.rawValue)(\(arguments.joined(separator: ", ")))"
    }

    /// The table whose rows all vectors have; nil where they have others.
    var table: TableExpression? {
        guard case .table(let table)? = (vectors + factors).lazy.compactMap(\.rows).first else { return nil }
        return table
    }
}

extension JointStatistic.Option.Value {
    /// The canonical text.
    var text: String {
        switch self {
        case .number(let number): number.description
        case .numbers(let numbers): "c(" + numbers.map(\.description).joined(separator: ", ") + ")"
        case .text(let text): CanonicalText.quote(text)
        }
    }
}
