/// The words of the R that the cases are written in.
enum PlainToken: Equatable {
    case name(String)
    case number(PlainNumber)
    case text(String)
    case sign(String)

    private static let doubled: Set<String> = ["==", "!=", "<=", ">="]

    /// Cuts a text into words; nothing is checked.
    static func words(of text: String) -> [PlainToken] {
        var words: [PlainToken] = []
        var rest = Substring(text)
        func isName(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character == "_" || character == "."
        }
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" {
                let content = rest.dropFirst().prefix { $0 != "\"" }
                words.append(.text(String(content)))
                rest = rest.dropFirst(content.count + 2)
            } else if isName(first) {
                let word = rest.prefix(while: isName)
                words.append(PlainNumber(word).map { .number($0) } ?? .name(String(word)))
                rest = rest.dropFirst(word.count)
            } else {
                let sign = doubled.contains(String(rest.prefix(2))) ? rest.prefix(2) : rest.prefix(1)
                words.append(.sign(String(sign)))
                rest = rest.dropFirst(sign.count)
            }
        }
        return words
    }
}
