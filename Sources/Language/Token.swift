/// One word or sign of the language.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        /// A number as typed; its digits are read exactly later.
        case number(String)
        /// A text, escapes already replaced.
        case string(String)
        /// A name, backquotes removed.
        case name(String)
        /// A reserved word.
        case word(Word)
        /// An operator or bracket, as typed; `%in%` and the like keep their signs.
        case sign(String)
        /// The end of a line.
        case newline
        /// The end of the text.
        case end
    }

    enum Word: String, Sendable, CaseIterable {
        case `if`, `else`, `for`, `in`, `while`, `repeat`, function, `break`, next
        case truth = "TRUE"
        case falsehood = "FALSE"
        case null = "NULL"
        case notAvailable = "NA"
        case infinity = "Inf"
        case notANumber = "NaN"
    }

    let kind: Kind
    let range: SourceRange
}
