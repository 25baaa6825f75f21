extension RObject {
    /// Tests of all pairs as R's `print.pairwise.htest` writes them; nil for anything else.
    public func printedPairwiseTests() -> String? {
        guard kind == "pairwise.htest", let table = self["p.value"], case .numbers(let values) = table.content,
            let names = table.dimensionNames, let rows = names[0], let columns = names[1]
        else { return nil }
        let cells = ProbabilityText.texts(values, digits: 2, missing: "-")
        let body = AlignedColumn.table(
            rowNames: rows,
            columns: columns.enumerated().map { index, heading in
                (heading, Array(cells[(index * rows.count)..<((index + 1) * rows.count)]))
            }, left: false)
        return "\n\tPairwise comparisons using \(text("method") ?? "") \n\n"
            + "data:  \(text("data.name") ?? "") \n\n" + body
            + "\nP value adjustment method: \(text("p.adjust.method") ?? "") \n"
    }

    /// Honest significant differences as R's `print.TukeyHSD` writes them; nil for anything else.
    ///
    /// `fit` is the call of the analysis of variance, such as `aov(formula = age ~ site)`.
    public func printedTukeyHSD(fit: String, digits: Int = 7) -> String? {
        guard kind == "TukeyHSD", let names, case .list(let components) = content else { return nil }
        let level = RFormat.texts([(values("conf.level")?.first ?? nil).map { 100 * $0 }])[0]
        var text =
            "  Tukey multiple comparisons of means\n    \(level)% family-wise confidence level\n\nFit: \(fit)\n\n"
        for (name, matrix) in zip(names, components) {
            guard case .numbers(let numbers) = matrix.content, let labels = matrix.dimensionNames,
                let rows = labels[0], let headings = labels[1]
            else { continue }
            let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
            let columns = headings.enumerated().map { index, heading in
                let values = numbers[(index * rows.count)..<((index + 1) * rows.count)].map { value in
                    value.map { ($0 * scale).rounded(.toNearestOrEven) / scale }
                }
                return (heading, RFormat.texts(values, digits: digits))
            }
            let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
            text += "$\(isPlain ? name : "`\(name)`")\n"
            text += AlignedColumn.table(rowNames: rows, columns: columns) + "\n"
        }
        return text
    }
}
