import Foundation

extension RObject {
    /// An analysis of variance as R writes it: as `summary` of `aov` does, or, with the name of the response, as `anova`.
    ///
    /// Source: `print.summary.aov`, `print.anova` and `printCoefmat`. nil for anything else.
    public func printedAnova(response: String? = nil) -> String? {
        guard kind == "anova", let rows = self["Df"]?.names, let p = values("Pr(>F)") else { return nil }
        let digits = response == nil ? 4 : 5
        var columns: [(heading: String, cells: [String])] = [("Df", RFormat.texts(values("Df") ?? [], digits: digits))]
        for name in ["Sum Sq", "Mean Sq"] {
            columns.append((name, RFormat.texts(zapped(values(name) ?? [], digits), digits: digits)))
        }
        let statistics = (values("F value") ?? []).map { value in value.map { rounded($0, places: digits - 1) } }
        columns.append(("F value", blanked(statistics, RFormat.texts(statistics, digits: digits))))
        columns.append(("Pr(>F)", ProbabilityText.texts(p, digits: digits - 1, missing: "")))
        let isStarred = p.contains { ($0 ?? 1) < 0.1 }
        if isStarred { columns.append(("", AlignedColumn.padded(p.map(stars), left: false))) }
        let heading = response.map { "Analysis of Variance Table\n\nResponse: \($0)\n" } ?? ""
        // summary pads the row names by itself.
        let names = response == nil ? AlignedColumn.padded(rows, left: false, width: 11) : rows
        let legend =
            isStarred ? "---\nSignif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1\n" : ""
        return heading + AlignedColumn.table(rowNames: names, columns: columns) + legend
    }

    private func stars(_ p: Double?) -> String {
        guard let p, !p.isNaN else { return "" }
        return p <= 0.001 ? "***" : p <= 0.01 ? "**" : p <= 0.05 ? "*" : p <= 0.1 ? "." : " "
    }

    private func blanked(_ values: [Double?], _ texts: [String]) -> [String] {
        zip(values, texts).map { $0 == nil ? "" : $1 }
    }

    private func rounded(_ value: Double, places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return abs(value) < 1e12 ? (value * scale).rounded(.toNearestOrEven) / scale : value
    }

    /// Rounded to as many places as the largest number has significant digits left for, as `zapsmall` does.
    private func zapped(_ values: [Double?], _ digits: Int) -> [Double?] {
        let largest = values.compactMap { $0.flatMap { $0.isFinite ? abs($0) : nil } }.max() ?? 0
        guard largest > 0 else { return values }
        let places = max(0, Int((Double(digits) - log10(largest) + 0.5).rounded(.down)))
        return values.map { value in value.map { rounded($0, places: places) } }
    }
}
