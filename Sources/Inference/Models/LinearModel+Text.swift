import Foundation

extension LinearModel {
    /// A model as R prints an `lm`.
    public static func text(model fit: RObject, digits: Int = 4) throws(ModelError) -> String {
        guard fit.kind == "lm", let coefficients = fit["coefficients"] else { throw .wrongObject("lm") }
        return "\n" + CallText.block(fit["call"]?.texts.first ?? "", "\n\n")
            + CoefficientVectorText.text(coefficients, digits: digits) + "\n"
    }

    /// A summary as R prints a `summary.lm`, without the quantiles of residuals.
    public static func text(summary: RObject, digits: Int = 4) throws(ModelError) -> String {
        guard summary.kind == "summary.lm", let sigma = summary["sigma"]?.doubles.first,
            let df = summary["df"]?.doubles, df.count == 3, let r = summary["r.squared"]?.doubles.first,
            let adjusted = summary["adj.r.squared"]?.doubles.first
        else { throw .wrongObject("summary.lm") }
        var text = "\n" + CallText.block(summary["call"]?.texts.first ?? "", "\n\n")
        text += try CoefficientVectorText.table(summary, digits: digits)
        text += "\nResidual standard error: \(RFormat.texts([sigma], digits: digits)[0])"
        text += " on \(Int(df[1])) degrees of freedom\n"
        if let f = summary["fstatistic"]?.doubles, f.count == 3 {
            let p = f[2] > 0 ? Distribution.pf(f[0], f[1], f[2], lowerTail: false) : .nan
            text += "Multiple R-squared:  \(general(r, digits)),\tAdjusted R-squared:  \(general(adjusted, digits)) \n"
            text += "F-statistic: \(general(f[0], digits)) on \(Int(f[1])) and \(Int(f[2])) DF,  "
            text += "p-value: \(PValueText.texts([p], digits: digits)[0].replacing("<", with: "< "))\n"
        }
        return text + "\n"
    }

    /// A number with some significant digits in at least one place more: R's `formatC`.
    private static func general(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return RFormat.texts([value])[0] }
        let text = String(format: "%.\(digits)g", value)
        return String(repeating: " ", count: max(0, digits + 1 - text.count)) + text
    }
}

/// Coefficients as R prints them in models and summaries.
enum CoefficientVectorText {
    /// `Coefficients:` and the vector, in one format.
    static func text(_ coefficients: RObject, digits: Int) -> String {
        let cells = RFormat.texts(coefficients.optionalNumbers, digits: digits)
        return "Coefficients:\n" + MatrixText.vector(cells, names: coefficients.names ?? [], gap: 2)
    }

    /// `Coefficients:` and the table of a summary, aliased columns as `NA`.
    static func table(_ summary: RObject, digits: Int) throws(ModelError) -> String {
        guard let coefficients = summary["coefficients"], let names = coefficients.dimensionNames?[0],
            let titles = coefficients.dimensionNames?[1], case .logicals(let aliased) = summary["aliased"]?.content,
            let all = summary["aliased"]?.names, all.count == aliased.count
        else { throw .wrongObject("a summary of a model") }
        let rows = coefficients.rows
        let full: [[Double?]] = all.map { name in
            names.firstIndex(of: name).map { rows[$0] } ?? titles.map { _ in nil }
        }
        let missing = aliased.count { $0 == true }
        let note = missing > 0 ? " (\(missing) not defined because of singularities)" : ""
        return "Coefficients:\(note)\n"
            + CoefficientTable(rowNames: all, titles: titles, rows: full, digits: digits, stars: true).text
    }
}
