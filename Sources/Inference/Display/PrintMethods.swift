/// Which function prints a value of which kind; what is not here prints by its shape.
///
/// A file with a printed form adds a line to `methods`; the functions take the value and the options and return lines
/// joined by newlines, without one at the end.
///
/// Source: R's method dispatch of `print`.
enum PrintMethods {
    /// A function that prints.
    typealias Method = @Sendable (RObject, PrintOptions) -> String

    /// The functions by kind.
    static let methods: [String: Method] = [
        "table": { PrintedTable.text($0, options: $1) },
        "data.frame": { PrintedDataFrame.text($0, options: $1) },
        "noquote": { PrintedShape.text($0, options: $1.unquoted(alignsRight: false)) },
        "boxplot.stats": { PrintedShape.text($0, options: $1) },
    ]
}
