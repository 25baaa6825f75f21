/// The elements of a vector as texts, in one format.
///
/// Source: R's `formatReal`, `formatString`, `formatLogical`.
enum PrintedCells {
    /// The texts of some elements, not padded.
    static func texts(_ object: RObject, in range: Range<Int>, options: PrintOptions) -> [String] {
        switch object.content {
        case .numbers(let values):
            return object.isInteger
                ? values[range].map(whole) : RFormat.texts(Array(values[range]), digits: options.digits)
        case .logicals(let values):
            return values[range].map { $0.map { $0 ? "TRUE" : "FALSE" } ?? "NA" }
        case .texts(let values):
            return values[range].map {
                $0.map { options.quote ? QuotedText.quoted($0) : QuotedText.escaped($0) }
                    ?? (options.quote ? "NA" : "<NA>")
            }
        case .null: return []
        case .list(let components): return components[range].map(summary)
        }
    }

    /// The texts of all elements.
    static func texts(_ object: RObject, options: PrintOptions) -> [String] {
        texts(object, in: 0..<object.count, options: options)
    }

    /// A whole number; one that is none prints like any other number.
    static func whole(_ value: Double?) -> String {
        value.flatMap { Int(exactly: $0) }.map { String($0) } ?? RFormat.text(value)
    }

    /// What an empty vector prints as: `numeric(0)`.
    static func empty(_ object: RObject) -> String {
        let type =
            switch object.content {
            case .numbers: object.isInteger ? "integer" : "numeric"
            case .texts: "character"
            case .logicals: "logical"
            case .null, .list: "list"
            }
        return (object.names == nil ? "" : "named ") + type + "(0)"
    }

    /// A component in one cell.
    private static func summary(_ object: RObject) -> String {
        object.count == 1 ? texts(object, options: PrintOptions()).joined() : "\(object.count) elements"
    }
}
