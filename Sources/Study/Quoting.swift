extension String {
    /// The text in quotes for a message to people: on one line, at most 40 characters.
    public var quotedForPeople: String {
        var view = UnicodeScalarView()
        for scalar in unicodeScalars.prefix(40) {
            view.append(scalar.value < 0x20 || scalar.value == 0x7F ? "?" : scalar)
        }
        return "\"" + String(view) + (unicodeScalars.count > 40 ? "..." : "") + "\""
    }
}
