import Foundation

/// P-values as R prints them.
///
/// Source: `format.pval`; those from 0.0001 on share a fixed format, smaller ones share a scientific one, and those below
/// the precision of a double print as `<2e-16`.
enum PValueText {
    /// The texts of p-values; nil and NaN are `NA`.
    static func texts(_ values: [Double?], digits: Int) -> [String] {
        var result = values.map { _ in "NA" }
        let known = values.enumerated().compactMap { index, value in
            value.flatMap { $0.isNaN ? nil : (index: index, value: $0) }
        }
        let zero = known.filter { $0.value < Double.ulpOfOne }
        let rest = known.filter { $0.value >= Double.ulpOfOne }
        // The smallest power of ten that is still written out.
        let least = digits > 1 ? -4.0 : -3.0
        func isFixed(_ value: Double) -> Bool { log10(value).rounded(.down) >= least }
        for part in [rest.filter { isFixed($0.value) }, rest.filter { !isFixed($0.value) }] {
            let texts = RFormat.texts(part.map(\.value), digits: digits)
            let width = texts.map(\.count).max() ?? 0
            for (entry, text) in zip(part, texts) {
                result[entry.index] = String(repeating: " ", count: width - text.count) + text
            }
        }
        guard !zero.isEmpty else { return result }
        var limit = max(1, digits - 2)
        var separator = limit == 1 ? "" : " "
        if !rest.isEmpty {
            let width = rest.map { result[$0.index].count }.max() ?? 0
            if limit > 1, limit + 6 > width { limit = max(1, width - 7) }
            separator = limit == 1 && width <= 6 ? "" : " "
        }
        let bound = "<" + separator + RFormat.texts([Double.ulpOfOne], digits: limit)[0]
        for entry in zero { result[entry.index] = bound }
        return result
    }
}
