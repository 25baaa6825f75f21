import Study

/// A cell that is a plain decimal number, as uploads read it: sign, digits, a point, digits.
struct NumberText {
    /// The text.
    let text: String
    /// Decimal places without zeros at the end.
    let decimals: Int

    /// nil where the text is no such number.
    init?(_ text: String) {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard parts.allSatisfy({ $0.allSatisfy(isDigit) }), parts.contains(where: { !$0.isEmpty }) else { return nil }
        self.text = text
        decimals =
            parts.count < 2
            ? 0
            : (parts[1].lastIndex { $0 != UInt8(ascii: "0") }).map {
                parts[1].distance(from: parts[1].startIndex, to: $0) + 1
            } ?? 0
    }

    /// The value times 10^decimals, what lies beyond these places cut off; nil where it does not fit.
    func scaled(decimals places: Int) -> Int64? {
        var short = text[...]
        if decimals > places, let point = text.firstIndex(of: ".") {
            short = text[..<text.index(point, offsetBy: places + 1)]
        }
        return try? NumberScale.scaled(short.hasSuffix(".") ? short.dropLast() : short, decimals: places)
    }

    /// Words that other programs write for a missing number.
    static func isMissingWord(_ text: String) -> Bool {
        ["NA", "N/A", "NAN", "NULL", "#N/A"].contains(text.uppercased())
    }

    /// Whether a text would be a number with a point in place of its comma.
    static func hasDecimalComma(_ text: String) -> Bool {
        text.contains(",") && !text.contains(".") && NumberText(text.replacing(",", with: ".")) != nil
    }
}

/// What the numbers of a column tell about its scale.
struct NumberEvidence {
    /// The places that occur.
    private let places: Int
    /// The places of the scale: fewer where the codebook does not offer as many.
    private let decimals: Int
    private let values: Set<Int64>
    /// The scale; nil where the numbers do not fit one.
    let scale: NumberScale?

    init(_ numbers: [NumberText]) {
        places = numbers.map(\.decimals).max() ?? 0
        var decimals = min(places, NumberScale.decimalsLimit)
        var values: [Int64] = []
        while decimals >= 0 {
            values = numbers.compactMap { $0.scaled(decimals: decimals) }.filter(NumberScale.valueRange.contains)
            if values.count == numbers.count { break }
            decimals -= 1
        }
        self.decimals = max(0, decimals)
        self.values = Set(values)
        guard decimals >= 0, let least = values.min(), let most = values.max() else {
            scale = nil
            return
        }
        // Where only 0 and 1 occur, these are what the column can hold.
        let isIndicator = decimals == 0 && least >= 0 && most <= 1
        let maximum = isIndicator ? 1 : Self.round(above: most)
        scale = NumberScale(decimals: decimals, minimum: -Self.round(above: -least), maximum: maximum)
    }

    /// The least of 1, 2, 5, 10, 20, 50 ... above a value; 0 below 0, which no value passes.
    static func round(above value: Int64) -> Int64 {
        guard value > 0 else { return 0 }
        var power: Int64 = 1
        while true {
            for digit in [1, 2, 5] as [Int64] {
                let (bound, overflow) = power.multipliedReportingOverflow(by: digit)
                guard !overflow, bound <= NumberScale.valueRange.upperBound else {
                    return NumberScale.valueRange.upperBound
                }
                if bound > value { return bound }
            }
            power *= 10
        }
    }

    /// Why it cannot be a column.
    var tooLarge: String { "the numbers are too large for a column: use a larger unit" }

    /// Why the column is as it is.
    var reasons: [String] {
        var reasons = ["number: every value is a plain number"]
        if values.count == 1 { reasons.append("one value only, the same in every row, so it tells nothing") }
        switch places {
        case 0: reasons.append("decimals: whole numbers")
        case decimals: reasons.append("decimals: up to \(places) occur")
        default:
            reasons.append(
                "decimals: up to \(places) occur, \(decimals) can be kept: round the cells before the upload")
        }
        guard let scale else { return reasons }
        reasons.append(
            scale.minimum == 0 && scale.maximum == 1 && decimals == 0
                ? "bounds: only 0 and 1 occur"
                : "bounds: rounded outwards from what occurs; set what is possible")
        if decimals == 0, (2...10).contains(values.count) {
            let codes = values.sorted()
            let shown = codes.allSatisfy { (0...9).contains($0) }
            let levels = codes.map { "\"\($0)\"" }.joined(separator: ", ")
            reasons.append(
                "\(codes.count) different values: could be a factor"
                    + (shown ? ", {type: factor, levels: [\(levels)]}" : ""))
        }
        return reasons
    }
}
