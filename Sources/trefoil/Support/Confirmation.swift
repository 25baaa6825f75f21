import Wire

/// The question before a step that cannot be undone: what will be lost, and a name to be typed, or `--yes`.
struct Confirmation {
    let losing: String
    let typed: String
    let subject: String
    let isGiven: Bool

    /// - Parameters:
    ///   - losing: what will be lost, for a sentence that begins with it.
    ///   - typed: the name to be typed.
    ///   - subject: what the name is of, such as "table".
    ///   - isGiven: whether `--yes` was given.
    init(losing: String, typed: String, subject: String, isGiven: Bool) {
        self.losing = losing
        self.typed = typed
        self.subject = subject
        self.isGiven = isGiven
    }

    /// Asks.
    ///
    /// - Throws: `Problem` "not-confirmed".
    func ask() throws(Problem) {
        Output.note("\(losing) will be lost; this cannot be undone")
        guard !isGiven else { return }
        guard Output.isTerminal else {
            throw Problem(
                "not-confirmed", "there is no terminal on which to type the name of the \(subject)", mend: "add --yes",
                kind: .usage)
        }
        Output.note("type the name of the \(subject), \(typed), to go on:")
        guard readLine(strippingNewline: true) == typed else {
            throw Problem("not-confirmed", "the name was not typed; nothing was done", mend: "try again", kind: .usage)
        }
    }
}
