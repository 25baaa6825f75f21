/// A table of variance: degrees of freedom, sums of squares and F tests by term.
///
/// Source: R's `anova.lm` and `summary.aov` (sequential sums of squares, type I).
public struct VarianceTable: Sendable, Equatable {
    /// One line.
    public struct Row: Sendable, Equatable {
        /// The label of the term, or `Residuals`.
        public var label: String
        /// Degrees of freedom.
        public var df: Int
        /// The sum of squares.
        public var squares: Double
        /// F against the residuals; nil for these.
        public var f: Double?
        /// The upper tail of F.
        public var pValue: Double?

        /// The sum of squares over degrees of freedom.
        public var meanSquare: Double { squares / Double(df) }
    }

    /// The terms, then the residuals where they have degrees of freedom.
    public var rows: [Row]
    /// The name of the response.
    public var response: String

    /// The list of columns, of kind `anova`.
    public var object: RObject {
        let values: [[Double?]] = rows.map { [Double($0.df), $0.squares, $0.meanSquare, $0.f, $0.pValue] }
        var components: [(String, RObject)] = zip(Self.titles, 0..<5).map { title, column in
            (title, .optionals(values.map { $0[column] }))
        }
        components.append(("row.names", .texts(rows.map(\.label))))
        components.append(("heading", .texts(["Analysis of Variance Table\n", "Response: \(response)"])))
        return .list(components, kind: "anova")
    }

    static let titles = ["Df", "Sum Sq", "Mean Sq", "F value", "Pr(>F)"]

    /// The table as R prints the `summary` of an `aov`.
    public func text(digits: Int = 4) -> String {
        let values: [[Double?]] = rows.map { [Double($0.df), $0.squares, $0.meanSquare, $0.f, $0.pValue] }
        // R makes the labels as wide as that of the intercept, which the table leaves out.
        let labels = MatrixText.padded(rows.map(\.label) + ["(Intercept)"], left: true).dropLast()
        return VarianceText.table(rowNames: Array(labels), titles: Self.titles, rows: values, digits: digits)
    }
}

extension LinearModel {
    /// The sequential table of variance of the terms.
    public var varianceTable: VarianceTable {
        let residual = residualVariance
        var rows = terms.indices.map { index in
            var row = VarianceTable.Row(label: terms[index].label, df: termDF[index], squares: termSquares[index])
            if residualDF > 0 {
                let f = row.meanSquare / residual
                row.f = f
                row.pValue = Distribution.pf(f, Double(row.df), Double(residualDF), lowerTail: false)
            }
            return row
        }
        rows.append(.init(label: "Residuals", df: residualDF, squares: residualSquares))
        return VarianceTable(rows: rows, response: response)
    }

    /// Models in order, each compared with that before: R's `anova(m1, m2, ...)`.
    ///
    /// F is against the residual variance of the largest model.
    public static func comparison(_ fits: [RObject], formulas: [String]) throws(ModelError) -> RObject {
        let known: [(df: Double, squares: Double, response: String)] = fits.compactMap { fit in
            guard fit.kind == "lm", let df = fit["df.residual"]?.doubles.first,
                let squares = fit["deviance"]?.doubles.first, let response = fit["response"]?.texts.first
            else { return nil }
            return (df, squares, response)
        }
        guard known.count == fits.count, formulas.count == fits.count, let largest = known.min(by: { $0.df < $1.df })
        else { throw .wrongObject("lm") }
        guard Set(known.map(\.response)).count == 1, Set(fits.map { $0["nobs"]?.doubles ?? [] }).count == 1 else {
            throw .malformed("models of different responses or rows")
        }
        let scale = largest.squares / largest.df
        let rows: [[Double?]] = known.indices.map { index in
            guard index > 0 else { return [known[0].df, known[0].squares, nil, nil, nil, nil] }
            let df = known[index - 1].df - known[index].df
            let squares = known[index - 1].squares - known[index].squares
            guard df != 0, largest.df > 0 else {
                return [known[index].df, known[index].squares, df, squares, nil, nil]
            }
            let f = squares / df / scale
            let p = Distribution.pf(f, abs(df), largest.df, lowerTail: false)
            return [known[index].df, known[index].squares, df, squares, f, p]
        }
        let titles = ["Res.Df", "RSS", "Df", "Sum of Sq", "F", "Pr(>F)"]
        return VarianceText.object(
            rows, titles: titles, heading: ["Analysis of Variance Table\n"], formulas: formulas)
    }
}
