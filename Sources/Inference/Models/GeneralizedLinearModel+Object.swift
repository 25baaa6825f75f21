extension GeneralizedLinearModel {
    /// The list with R's component names, of kind `glm`.
    public var object: RObject {
        var components: [(String, RObject)] = [
            ("coefficients", .optionals(coefficients, names: names)), ("rank", .integers([rank])),
            ("family", family.object),
            ("deviance", .number(deviance)), ("aic", .number(aic)), ("null.deviance", .number(nullDeviance)),
            ("iter", .integers([iterations])), ("df.residual", .integers([residualDF])),
            ("df.null", .integers([nullDF])), ("converged", .logical(hasConverged)),
            ("dispersion", .number(dispersion)),
            ("vcov", .matrix(covariance, rowNames: names, columnNames: names)),
            ("cov.unscaled", .matrix(unscaledCovariance, rowNames: names, columnNames: names)),
            ("nobs", .integers([count])),
        ]
        if !warnings.isEmpty { components.append(("warnings", .texts(warnings))) }
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "glm")
    }

    /// The summary of an object of kind `glm`: R's `summary.glm` without residuals.
    ///
    /// z where the dispersion is 1, else t.
    public static func summary(_ fit: RObject) throws(ModelError) -> RObject {
        guard fit.kind == "glm", let names = fit["coefficients"]?.names,
            let values = fit["coefficients"]?.optionalNumbers, let covariance = fit["vcov"]?.rows,
            covariance.count == values.count, let df = fit["df.residual"]?.doubles.first,
            let family = fit["family"]?["family"]?.texts.first, let rank = fit["rank"]?.doubles.first
        else { throw .wrongObject("glm") }
        let normal = family == "binomial" || family == "poisson"
        let kept = values.indices.filter { values[$0] != nil }
        let rows: [[Double?]] = kept.map { index in
            let (value, error) = (values[index] ?? .nan, (covariance[index][index] ?? .nan).squareRoot())
            let statistic = value / error
            let tail =
                normal
                ? Distribution.pnorm(abs(statistic), lowerTail: false)
                : df > 0 ? Distribution.pt(abs(statistic), df: df, lowerTail: false) : .nan
            return [value, error, statistic, 2 * tail]
        }
        let titles = ["Estimate", "Std. Error"] + (normal ? ["z value", "Pr(>|z|)"] : ["t value", "Pr(>|t|)"])
        let same = [
            "call", "family", "deviance", "aic", "df.residual", "null.deviance", "df.null", "iter", "dispersion",
            "cov.unscaled",
        ]
        var components = same.compactMap { name in fit[name].map { (name, $0) } }
        components += [
            ("coefficients", .matrix(rows, rowNames: kept.map { names[$0] }, columnNames: titles)),
            ("aliased", RObject(.logicals(values.map { $0 == nil }), names: names)),
            ("df", .integers([Int(rank), Int(df), names.count])),
        ]
        if let covariance = fit["vcov"] { components.append(("cov.scaled", covariance)) }
        return .list(components, kind: "summary.glm")
    }

    /// Models in order, each compared with that before: R's `anova(m1, m2, ..., test =)`.
    ///
    /// Chi-squared of the deviance over the dispersion of the largest model, or F.
    public static func comparison(
        _ fits: [RObject], formulas: [String], test: DevianceTest = .chiSquared
    )
        throws(ModelError) -> RObject
    {
        let known: [(df: Double, deviance: Double, dispersion: Double)] = fits.compactMap { fit in
            guard fit.kind == "glm", let df = fit["df.residual"]?.doubles.first,
                let deviance = fit["deviance"]?.doubles.first, let dispersion = fit["dispersion"]?.doubles.first
            else { return nil }
            return (df, deviance, dispersion)
        }
        guard known.count == fits.count, formulas.count == fits.count, let largest = known.min(by: { $0.df < $1.df })
        else { throw .wrongObject("glm") }
        guard Set(fits.map { $0["nobs"]?.doubles ?? [] }).count == 1 else {
            throw .malformed("models of different rows")
        }
        let rows: [[Double?]] = known.indices.map { index in
            let own = [known[index].df, known[index].deviance]
            guard index > 0 else { return own + [nil, nil] + test.empty }
            let df = known[index - 1].df - known[index].df
            let gain = known[index - 1].deviance - known[index].deviance
            return own + [df, gain] + test.cells(gain, df: df, dispersion: largest.dispersion, residual: largest.df)
        }
        let titles = ["Resid. Df", "Resid. Dev", "Df", "Deviance"] + test.titles
        return VarianceText.object(rows, titles: titles, heading: ["Analysis of Deviance Table\n"], formulas: formulas)
    }
}

/// The test in a comparison of generalized linear models: argument `test` of R's `anova.glm`.
public enum DevianceTest: String, Sendable, Equatable, CaseIterable {
    /// The gain in deviance over the dispersion, by chi-squared.
    case chiSquared = "Chisq"
    /// The gain by degree of freedom over the dispersion, by F.
    case f = "F"
    /// None.
    case none = ""

    var titles: [String] {
        switch self {
        case .chiSquared: ["Pr(>Chi)"]
        case .f: ["F", "Pr(>F)"]
        case .none: []
        }
    }

    var empty: [Double?] { titles.map { _ in nil } }

    func cells(_ gain: Double, df: Double, dispersion: Double, residual: Double) -> [Double?] {
        guard df != 0 else { return empty }
        let scaled = gain * (df < 0 ? -1 : 1) / dispersion
        switch self {
        case .none: return []
        case .chiSquared: return [Distribution.pchisq(scaled, df: abs(df), lowerTail: false)]
        case .f:
            let f = scaled / abs(df)
            return [f, Distribution.pf(f, df1: abs(df), df2: residual, lowerTail: false)]
        }
    }
}
