/// What a case should print.
enum PlainAnswer: CustomStringConvertible {
    case count(Int)
    case numbers([PlainResult])
    case cells([(label: String, count: Int)])
    /// An error of this code.
    case failure(String)

    /// Whether the console's text is this answer.
    func matches(_ printed: String) -> Bool {
        switch self {
        case .count(let count): return printed == String(count)
        case .cells(let cells):
            return printed == "[" + cells.map { "\($0.label) = \($0.count)" }.joined(separator: ", ") + "]"
        case .failure: return false
        case .numbers(let results):
            if results.count == 1 { return results[0].matches(printed) }
            guard printed.hasPrefix("{"), printed.hasSuffix("}") else { return false }
            let texts = printed.dropFirst().dropLast().split(separator: ", ")
            return texts.count == results.count && zip(results, texts).allSatisfy { $0.matches(String($1)) }
        }
    }

    var description: String {
        switch self {
        case .count(let count): "\(count)"
        case .cells(let cells): "\(cells)"
        case .numbers(let results): "\(results)"
        case .failure(let code): "an error [\(code)]"
        }
    }
}

/// One number of an answer.
enum PlainResult {
    /// A rational number.
    case exact(Int128, over: Int128)
    /// A root.
    case near(Double)
    case missing

    /// Whether a text is this number: the decimal itself where it ends within 17 digits, else a double beside it.
    func matches(_ text: String) -> Bool {
        switch self {
        // The mean of no values is not a number, as in R.
        case .missing: return text == "NA" || text == "NaN"
        case .near(let value): return Double(text).map { Self.isNear($0, value) } ?? false
        case .exact(let top, let bottom):
            if let decimal = Self.decimal(top, bottom) { return text == decimal }
            return Double(text).map { Self.isNear($0, Double(top) / Double(bottom)) } ?? false
        }
    }

    private static func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-14 * max(abs(a), abs(b)) }

    /// The shortest decimal with at least one place, nil where there is none of 17 digits.
    private static func decimal(_ top: Int128, _ bottom: Int128) -> String? {
        for places in 0...17 {
            let (digits, rest) = (top * PlainNumber.power(places)).quotientAndRemainder(dividingBy: bottom)
            guard rest == 0 else { continue }
            guard digits.magnitude < PlainNumber.power(17).magnitude else { return nil }
            return PlainNumber(digits, places: places).text + (places == 0 ? ".0" : "")
        }
        return nil
    }
}
