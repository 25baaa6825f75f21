extension GeneralizedLinearModel {
    /// A model as R prints a `glm`.
    public static func text(model fit: RObject, digits: Int = 4) throws(ModelError) -> String {
        guard fit.kind == "glm", let coefficients = fit["coefficients"], let totalDF = fit["df.null"]?.doubles.first,
            let df = fit["df.residual"]?.doubles.first, let null = fit["null.deviance"]?.doubles.first,
            let deviance = fit["deviance"]?.doubles.first
        else { throw .wrongObject("glm") }
        let call = (fit["call"]?.texts.first).map { "Call:  \($0)\n\n" } ?? ""
        return "\n" + call + CoefficientVectorText.text(coefficients, digits: digits)
            + "\nDegrees of Freedom: \(Int(totalDF)) Total (i.e. Null);  \(Int(df)) Residual\n"
            + "Null Deviance:\t    \(significant(null, digits)) \n"
            + "Residual Deviance: \(significant(deviance, digits)) \tAIC: \(aicText(fit, digits))\n"
    }

    /// A summary as R prints a `summary.glm`, without the quantiles of residuals.
    public static func text(summary: RObject, digits: Int = 4) throws(ModelError) -> String {
        guard summary.kind == "summary.glm", let family = summary["family"]?["family"]?.texts.first,
            let dispersion = summary["dispersion"]?.doubles.first, let iterations = summary["iter"]?.doubles.first,
            let deviances = both(summary, ["null.deviance", "deviance"]),
            let dfs = both(summary, ["df.null", "df.residual"])
        else { throw .wrongObject("summary.glm") }
        let shown = RFormat.texts(deviances, digits: max(5, digits + 1))
        let numbers = MatrixText.padded(shown, left: false)
        let counts = MatrixText.padded(dfs.map { "\(Int($0))" }, left: false)
        var text = "\n" + CallText.block(summary["call"]?.texts.first ?? "", "\n\n")
        text += try CoefficientVectorText.table(summary, digits: digits)
        text += "\n(Dispersion parameter for \(family) family taken to be \(RFormat.texts([dispersion])[0]))\n\n"
        for (title, index) in [("    Null deviance: ", 0), ("Residual deviance: ", 1)] {
            text += title + numbers[index] + "  on \(counts[index])  degrees of freedom\n"
        }
        text += "AIC: \(aicText(summary, max(4, digits + 1)))\n\n"
        return text + "Number of Fisher Scoring iterations: \(Int(iterations))\n\n"
    }

    private static func both(_ object: RObject, _ names: [String]) -> [Double]? {
        let values = names.compactMap { object[$0]?.doubles.first }
        return values.count == names.count ? values : nil
    }

    /// A number rounded to significant digits.
    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        Double(RFormat.texts([value], digits: digits)[0]) ?? value
    }

    private static func significant(_ value: Double, _ digits: Int) -> String {
        RFormat.texts([rounded(value, digits)])[0]
    }

    private static func aicText(_ object: RObject, _ digits: Int) -> String {
        guard let aic = object["aic"]?.optionalNumbers.first ?? nil else { return "NA" }
        return RFormat.texts([aic], digits: digits)[0]
    }
}
