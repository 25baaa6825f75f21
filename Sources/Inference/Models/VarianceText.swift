/// Tables of variance and deviance as objects of kind `anova` and as R prints them.
public enum VarianceText {
    /// The list of columns with a heading that names the models compared.
    static func object(_ rows: [[Double?]], titles: [String], heading: [String], formulas: [String]) -> RObject {
        var components: [(String, RObject)] = titles.enumerated().map { index, title in
            (title, .optionals(rows.map { $0[index] }))
        }
        let models = formulas.enumerated().map { "Model \($0 + 1): \($1)" }.joined(separator: "\n")
        components.append(("row.names", .texts(rows.indices.map { "\($0 + 1)" })))
        components.append(("heading", .texts(heading + [models])))
        return .list(components, kind: "anova")
    }

    /// An object of kind `anova` as R prints it.
    public static func text(_ object: RObject, digits: Int = 5) throws(ModelError) -> String {
        guard object.kind == "anova", let names = object.names, let labels = object["row.names"]?.texts else {
            throw .wrongObject("anova")
        }
        let titles = names.filter { !["row.names", "heading"].contains($0) }
        let columns = titles.map { object[$0]?.optionalNumbers ?? [] }
        guard columns.allSatisfy({ $0.count == labels.count }) else { throw .wrongObject("anova") }
        let rows = labels.indices.map { row in columns.map { $0[row] } }
        let heading = (object["heading"]?.texts ?? []).map { $0 + "\n" }.joined()
        return heading + table(rowNames: labels, titles: titles, rows: rows, digits: digits)
    }

    /// The table alone: sums rounded in common, statistics and p-values as in tables of coefficients, `NA` left empty.
    static func table(rowNames: [String], titles: [String], rows: [[Double?]], digits: Int) -> String {
        let isTest = { (title: String) in title.hasSuffix(" value") || ["F", "Cp", "Chisq"].contains(title) }
        guard let last = titles.last, last.hasPrefix("Pr(") else {
            let columns = titles.enumerated().map { index, title in
                MatrixText.Column(
                    title: title,
                    cells: zip(RFormat.texts(rows.map { $0[index] }, digits: digits), rows).map { text, row in
                        row[index] == nil ? "" : text
                    })
            }
            return MatrixText(rowNames: rowNames, columns: columns).text
        }
        let zapped = titles.indices.dropLast().filter { !isTest(titles[$0]) && !titles[$0].hasSuffix("Df") }
        return CoefficientTable(
            rowNames: rowNames, titles: titles, rows: rows, digits: digits, stars: true, estimates: 0,
            hasStatistic: titles.count > 1 && isTest(titles[titles.count - 2]), zapped: Set(zapped),
            blankMissing: true
        ).text
    }
}
