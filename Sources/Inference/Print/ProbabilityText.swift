/// p-values as results of tests print them.
///
/// Source: R's `format.pval`: those from 0.001 on share one format, smaller ones another, those below the machine epsilon
/// are said to be below it.
enum ProbabilityText {
    /// The texts of several p-values; `missing` stands for those that are not available.
    static func texts(_ values: [Double?], digits: Int, missing: String = "NA") -> [String] {
        var result = values.map { _ in missing }
        let present = values.indices.filter { !(values[$0] ?? .nan).isNaN }
        let tiny = present.filter { (values[$0] ?? 0) < Double.ulpOfOne }
        let rest = present.filter { (values[$0] ?? 0) >= Double.ulpOfOne }
        for group in [rest.filter { (values[$0] ?? 0) >= 1e-3 }, rest.filter { (values[$0] ?? 0) < 1e-3 }] {
            let texts = AlignedColumn.padded(RFormat.texts(group.map { values[$0] }, digits: digits))
            for (index, text) in zip(group, texts) { result[index] = text }
        }
        let widest = rest.map { result[$0].count }.max()
        var kept = max(1, digits - 2)
        if let widest, kept > 1, kept + 6 > widest { kept = max(1, widest - 7) }
        let gap = kept == 1 && (widest ?? 0) <= 6 ? "" : " "
        let bound = RFormat.texts([Double.ulpOfOne], digits: kept)[0]
        for index in tiny { result[index] = "<" + gap + bound }
        return result
    }
}
