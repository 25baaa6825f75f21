import Study

/// A cell of a number column, read as an exact decimal at the column's scale, straight from the bytes of the file.
enum DecimalCell: Hashable {
    /// The value times 10^decimals.
    case value(Int64)
    /// What stands in the cell instead.
    case bad(Fault)

    /// The kinds of content that are no number of the column, without the content.
    enum Fault: Hashable {
        case text
        case word(String)
        case date
        case exponent
        case otherMark
        case manyMarks
        case typographicSign
        case errorValue
        case tooManyDecimals(Int)
        case outOfBounds
    }

    /// Reads a cell whose outer spaces are gone and which is not empty.
    ///
    /// - Parameters:
    ///   - cell: UTF-8.
    ///   - scale: the column's scale and bounds.
    ///   - mark: what stands between whole and decimal places.
    static func read(_ cell: ArraySlice<UInt8>, scale: NumberScale, mark: CSVFormat.DecimalMark) -> DecimalCell {
        var rest = cell
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        var digits = 0
        var decimals = 0
        var seenMark = false
        var significantDecimals = 0
        var magnitude: UInt64 = 0
        var overflow = false
        for byte in rest {
            if byte == mark.rawValue, !seenMark {
                seenMark = true
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return .bad(fault(of: cell, mark: mark)) }
            digits += 1
            let digit = UInt64(byte - UInt8(ascii: "0"))
            if seenMark {
                decimals += 1
                if digit > 0 { significantDecimals = decimals }
                // Zeros beyond the scale change nothing; anything else there is refused below.
                if decimals > scale.decimals { continue }
            }
            overflow = append(digit, to: &magnitude) || overflow
        }
        guard digits > 0 else { return .bad(fault(of: cell, mark: mark)) }
        guard significantDecimals <= scale.decimals else { return .bad(.tooManyDecimals(significantDecimals)) }
        for _ in 0..<max(0, scale.decimals - decimals) { overflow = append(0, to: &magnitude) || overflow }
        guard !overflow, let positive = Int64(exactly: magnitude) else { return .bad(.outOfBounds) }
        let value = isNegative ? -positive : positive
        guard value >= scale.minimum, value <= scale.maximum else { return .bad(.outOfBounds) }
        return .value(value)
    }

    /// Appends a decimal digit; true if the number no longer fits.
    private static func append(_ digit: UInt64, to number: inout UInt64) -> Bool {
        let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.addingReportingOverflow(digit)
        number = sum
        return tooLarge || carried
    }

    /// Says what a cell that is no number is.
    private static func fault(of cell: ArraySlice<UInt8>, mark: CSVFormat.DecimalMark) -> Fault {
        let text = String(decoding: cell, as: UTF8.self)
        let other: Character = mark == .point ? "," : "."
        let own: Character = mark == .point ? "." : ","
        if text.hasPrefix("#") { return .errorValue }
        if ["NA", "N/A", "NAN", "NULL", "INF", "-INF"].contains(text.uppercased()) { return .word(text.uppercased()) }
        if text.hasPrefix("\u{2212}") || text.hasPrefix("\u{2013}") { return .typographicSign }
        let isFigures = text.allSatisfy { $0.isASCII && $0.isNumber || "+-.,/: ".contains($0) }
        if isFigures, text.contains(where: \.isNumber) {
            let separators = text.dropFirst().filter { "-/:".contains($0) }.count
            if separators > 0 { return .date }
            if text.filter({ $0 == own }).count == 2, !text.contains(other) { return .date }
            if text.filter({ $0 == other }).count == 1, !text.contains(own) { return .otherMark }
            return .manyMarks
        }
        if Double(text) != nil, text.lowercased().contains("e") { return .exponent }
        return .text
    }
}
