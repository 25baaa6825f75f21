extension CoxSummary {
    /// A model as R prints a `coxph`.
    public static func text(model fit: RObject, digits: Int = 4) throws(ModelError) -> String {
        let summary = try object(fit)
        let titles = ["coef", "exp(coef)", "se(coef)", "z", "p"]
        let (table, test) = try parts(summary, titles: titles, digits: digits, stars: false)
        return CallText.block(fit["call"]?.texts.first ?? "", "\n\n") + table + "\nLikelihood ratio test="
            + "\(rounded(test[0], 2))  on \(rounded(test[1], 0)) df, "
            + "p=\(PValueText.texts([test[2]], digits: digits)[0])\n" + counts(fit, before: "")
    }

    /// A summary as R prints a `summary.coxph`.
    public static func text(summary: RObject, digits: Int = 4) throws(ModelError) -> String {
        guard summary.kind == "summary.coxph", let titles = summary["coefficients"]?.dimensionNames?[1],
            let limits = summary["conf.int"], let names = limits.dimensionNames?[0],
            let limitTitles = limits.dimensionNames?[1]
        else { throw .wrongObject("summary.coxph") }
        let (table, _) = try parts(summary, titles: titles, digits: digits, stars: true)
        let columns = limitTitles.enumerated().map { index, title in
            MatrixText.Column.numbers(title, limits.rows.map { $0[index] }, digits: digits)
        }
        var text = CallText.block(summary["call"]?.texts.first ?? "", "\n\n") + counts(summary, before: "  ") + "\n"
        text += table + "\n" + MatrixText(rowNames: names, columns: columns).text + "\n"
        if let concordance = summary["concordance"]?.optionalNumbers, let value = concordance.first ?? nil {
            let error = concordance.count > 1 ? concordance[1] : nil
            text += "Concordance= \(rounded(value, 3)) "
            text += error.map { " (se = \(rounded($0, 3)) )" } ?? ""
            text += "\n"
        }
        let tests = [("Likelihood ratio test= ", "logtest"), ("Wald test            = ", "waldtest")]
        for (title, name) in tests + [("Score (logrank) test = ", "sctest")] {
            guard let test = summary[name]?.doubles, test.count == 3 else { throw .wrongObject("summary.coxph") }
            let p = PValueText.texts([test[2]], digits: 1)[0]
            text += title + "\(rounded(test[0], 2))  on \(rounded(test[1], 0)) df,   p=\(p)\n"
        }
        return text + "\n"
    }

    private static func parts(
        _ summary: RObject, titles: [String], digits: Int, stars: Bool
    ) throws(ModelError)
        -> (String, [Double])
    {
        guard let coefficients = summary["coefficients"], let names = coefficients.dimensionNames?[0],
            let test = summary["logtest"]?.doubles, test.count == 3
        else { throw .wrongObject("summary.coxph") }
        let table = CoefficientTable(
            rowNames: names, titles: titles, rows: coefficients.rows, digits: digits, stars: stars)
        return (table.text, test)
    }

    private static func counts(_ object: RObject, before: String) -> String {
        let (n, events) = (object["n"]?.doubles.first ?? 0, object["nevent"]?.doubles.first ?? 0)
        return "\(before)n= \(rounded(n, 0)), number of events= \(rounded(events, 0)) \n"
    }

    private static func rounded(_ value: Double, _ places: Int) -> String {
        RFormat.texts([CoefficientTable.round(value, places: places)])[0]
    }
}
