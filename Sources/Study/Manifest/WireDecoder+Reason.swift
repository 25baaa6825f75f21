package import Wire

extension WireDecoder {
    /// The most bytes of a reason.
    package static var reasonLimit: Int { 1_000 }

    /// A reason in words, as it will be shown to people: without control characters.
    package mutating func reason() throws(Problem) -> String {
        let text = try string(limit: Self.reasonLimit)
        guard NameRule.isPrintable(text) else { throw malformed("reason") }
        return text
    }
}
