extension RObject {
    /// The value as R's `print` shows it: lines joined by newlines, without one at the end.
    ///
    /// Source: R's `print`.
    /// - Parameters:
    ///   - digits: Significant digits of numbers.
    ///   - width: Columns of the terminal.
    public func printed(digits: Int = 7, width: Int = 80) -> String {
        printed(PrintOptions(digits: digits, width: width))
    }

    /// The value as R's `print` shows it; what is of a kind that no method knows prints by its shape, with its class below.
    ///
    /// Source: R's `print`.
    public func printed(_ options: PrintOptions) -> String {
        guard let kind else { return PrintedShape.text(self, options: options) }
        if let method = PrintMethods.methods[kind] { return method(self, options) }
        return PrintedShape.text(self, options: options) + "\nattr(,\"class\")\n[1] " + QuotedText.quoted(kind)
    }
}
