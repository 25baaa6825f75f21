import Foundation

/// A table of coefficients as R prints it: estimates, a test statistic, p-values and stars.
///
/// Source: `printCoefmat`; estimates and errors share one format, the statistic has two or three places, and p-values
/// keep `digits - 1` significant digits.
struct CoefficientTable {
    /// Names of rows and titles of columns.
    var rowNames: [String]
    var titles: [String]
    /// The numbers by rows; nil is `NA`. The last column has p-values.
    var rows: [[Double?]]
    /// Significant digits.
    var digits: Int
    /// Whether stars and their legend follow.
    var stars: Bool
    /// How many columns at the start share the format of estimates; nil for all before the statistic.
    var estimates: Int?
    /// Whether the column before the p-values is a test statistic.
    var hasStatistic = true
    /// Columns rounded to the digits of their largest element before they are formatted.
    var zapped: Set<Int> = []
    /// Whether cells that are not available stay empty, as in tables of variance.
    var blankMissing = false

    /// The table, with the legend of the stars.
    var text: String {
        let width = titles.count
        let p = width - 1
        let statistic = hasStatistic ? p - 1 : p
        let shared = estimates ?? statistic
        let testDigits = max(1, min(5, digits - 1))
        var cells = [[String]](repeating: [], count: width)
        let block = estimateTexts(shared)
        for column in 0..<shared { cells[column] = block[column] }
        for column in shared..<statistic {
            let own = zapped.contains(column) ? Self.zapped(values(column), digits: digits) : values(column)
            cells[column] = RFormat.texts(own, digits: digits)
        }
        if hasStatistic {
            let rounded = values(statistic).map { $0.map { Self.round($0, places: testDigits) } }
            cells[statistic] = RFormat.texts(rounded, digits: digits)
        }
        for column in 0..<statistic { restoreZeros(&cells[column], column) }
        let pValues = values(p)
        cells[p] = PValueText.texts(pValues, digits: testDigits)
        for row in rows.indices {
            for column in titles.indices where rows[row][column]?.isNaN != false {
                cells[column][row] = rows[row][column] != nil ? "NaN" : blankMissing ? "" : "NA"
            }
        }
        var columns = zip(titles, cells).map { MatrixText.Column(title: $0, cells: $1) }
        guard stars, pValues.contains(where: { $0.map { $0 < 0.1 } ?? false }) else {
            return MatrixText(rowNames: rowNames, columns: columns).text
        }
        let marks = pValues.map { $0.map(Self.mark) ?? "" }
        columns.append(.init(title: "", cells: MatrixText.padded(marks, left: true)))
        return MatrixText(rowNames: rowNames, columns: columns).text
            + "---\nSignif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1\n"
    }

    private func values(_ column: Int) -> [Double?] { rows.map { $0[column] } }

    /// The columns of estimates and errors in one format, rounded where the smallest still has its digits.
    private func estimateTexts(_ columns: Int) -> [[String]] {
        let all = (0..<columns).flatMap(values)
        let sizes = all.compactMap { $0.flatMap { $0.isFinite && $0 != 0 ? abs($0) : nil } }
        let least = sizes.min().map { 1 + Int(log10($0).rounded(.down)) } ?? 0
        let places = max(1, digits - least)
        let texts = RFormat.texts(all.map { $0.map { Self.round($0, places: places) } }, digits: digits)
        let padded = MatrixText.padded(texts, left: false)
        return (0..<columns).map { Array(padded[($0 * rows.count)..<(($0 + 1) * rows.count)]) }
    }

    /// What the common format shows as 0 although it is not gets a format of its own.
    private func restoreZeros(_ cells: inout [String], _ column: Int) {
        let wrong = rows.indices.filter { row in
            guard let value = rows[row][column], value.isFinite, let shown = Double(cells[row].drop { $0 == " " })
            else { return false }
            return (value == 0) != (shown == 0)
        }
        let texts = RFormat.texts(wrong.map { rows[$0][column] }, digits: max(1, digits - 1))
        for (row, text) in zip(wrong, texts) { cells[row] = text }
    }

    /// Numbers rounded to as many places as the largest needs for its digits: R's `zapsmall`.
    private static func zapped(_ values: [Double?], digits: Int) -> [Double?] {
        let largest = values.compactMap { $0.flatMap { $0.isFinite ? abs($0) : nil } }.max() ?? 0
        let places = largest > 0 ? max(0, Double(digits) - log10(largest)) : Double(digits)
        return values.map { $0.map { round($0, places: Int((places + 0.5).rounded(.down))) } }
    }

    /// A number rounded to decimal places.
    static func round(_ value: Double, places: Int) -> Double {
        guard value.isFinite, places < 300 else { return value }
        return Double(RFormat.fixed(value, places: places)) ?? value
    }

    private static func mark(_ p: Double) -> String {
        switch p {
        case ..<0.001: "***"
        case ..<0.01: "**"
        case ..<0.05: "*"
        case ..<0.1: "."
        default: " "
        }
    }
}
