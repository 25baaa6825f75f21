import Foundation
import Wire

/// A question before a step that signs or destroys something.
enum Confirmation {
    /// Asks a person to type a word; `--yes` answers beforehand.
    ///
    /// - Throws: `Problem` "not-confirmed" where there is no terminal, or something else was typed.
    static func ask(_ question: String, typing word: String, yes: Bool) throws(Problem) {
        if yes { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(
                "not-confirmed", "this wants to be confirmed, and there is no terminal to ask",
                mend: "give --yes once you are sure", kind: .usage)
        }
        Output.note("\(question)\nType \(word) to go on:")
        guard readLine(strippingNewline: true) == word else {
            throw Problem("not-confirmed", "nothing was done", kind: .refused)
        }
    }
}
