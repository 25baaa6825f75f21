/// How a public value is printed.
///
/// Source: R's `print.default`.
public struct PrintOptions: Sendable, Equatable {
    /// Significant digits of numbers.
    public var digits: Int
    /// Columns of the terminal; longer lines are wrapped.
    public var width: Int
    /// Whether texts stand in quotation marks.
    public var quote = true
    /// Whether texts of vectors and matrices are aligned to the right.
    public var alignsRight = false

    /// Seven digits and 80 columns, as R has them.
    public init(digits: Int = 7, width: Int = 80) {
        self.digits = digits
        self.width = width
    }

    /// The same, with texts as they are.
    func unquoted(alignsRight: Bool) -> PrintOptions {
        var options = self
        options.quote = false
        options.alignsRight = alignsRight
        return options
    }
}
