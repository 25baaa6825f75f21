extension LinearModel {
    /// The list with R's component names, of kind `lm`; what R keeps by rows is left out, what its methods compute is in.
    public var object: RObject {
        var components: [(String, RObject)] = [
            ("coefficients", .optionals(coefficients, names: names)), ("rank", .integers([rank])),
            ("df.residual", .integers([residualDF])), ("sigma", .number(sigma)),
            ("deviance", .number(residualSquares)), ("vcov", .matrix(covariance, rowNames: names, columnNames: names)),
            ("cov.unscaled", .matrix(unscaledCovariance, rowNames: names, columnNames: names)),
            ("r.squared", .number(rSquared)), ("adj.r.squared", .number(adjustedRSquared)),
            ("logLik", .number(logLikelihood)), ("AIC", .number(aic)), ("nobs", .integers([count])),
            ("anova", varianceTable.object), ("response", .text(response)),
        ]
        if let f = fStatistic {
            let values = [f.value, Double(f.numerator), Double(f.denominator)]
            components.append(("fstatistic", .numbers(values, names: ["value", "numdf", "dendf"])))
        }
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "lm")
    }

    /// The summary of an object of kind `lm`: R's `summary.lm` without residuals.
    public static func summary(_ fit: RObject) throws(ModelError) -> RObject {
        guard fit.kind == "lm", let names = fit["coefficients"]?.names,
            let values = fit["coefficients"]?.optionalNumbers,
            let covariance = fit["vcov"]?.rows, covariance.count == values.count,
            let rank = fit["rank"]?.doubles.first, let df = fit["df.residual"]?.doubles.first
        else { throw .wrongObject("lm") }
        let kept = values.indices.filter { values[$0] != nil }
        let rows: [[Double?]] = kept.map { index in
            let (value, error) = (values[index] ?? .nan, (covariance[index][index] ?? .nan).squareRoot())
            let t = value / error
            return [value, error, t, df > 0 ? 2 * Distribution.pt(abs(t), df: df, lowerTail: false) : .nan]
        }
        let titles = ["Estimate", "Std. Error", "t value", "Pr(>|t|)"]
        var components: [(String, RObject)] = [
            ("coefficients", .matrix(rows, rowNames: kept.map { names[$0] }, columnNames: titles)),
            ("aliased", RObject(.logicals(values.map { $0 == nil }), names: names)),
            ("df", .integers([Int(rank), Int(df), names.count])),
        ]
        let same = ["call", "sigma", "r.squared", "adj.r.squared", "fstatistic", "cov.unscaled"]
        components += same.compactMap { name in fit[name].map { (name, $0) } }
        return .list(components, kind: "summary.lm")
    }

    /// The confidence limits of an object of kind `lm` or `glm` as a matrix: R's `confint`, for `glm` by Wald.
    public static func confidenceIntervals(_ fit: RObject, level: Double = 0.95) throws(ModelError) -> RObject {
        guard level > 0, level < 1 else { throw .notAProbability }
        guard let names = fit["coefficients"]?.names, let values = fit["coefficients"]?.optionalNumbers,
            let covariance = fit["vcov"]?.rows, covariance.count == values.count, fit.kind == "lm" || fit.kind == "glm"
        else { throw .wrongObject("lm or glm") }
        let df = fit["df.residual"]?.doubles.first ?? .nan
        let upper = (1 + level) / 2
        let quantile = fit.kind == "glm" ? Distribution.qnorm(upper) : df > 0 ? Distribution.qt(upper, df: df) : .nan
        let rows: [[Double?]] = values.indices.map { index in
            guard let value = values[index] else { return [nil, nil] }
            let half = quantile * (covariance[index][index] ?? .nan).squareRoot()
            return [value - half, value + half]
        }
        let titles = [(1 - level) / 2, upper].map { RFormat.texts([100 * $0], digits: 3)[0] + " %" }
        return .matrix(rows, rowNames: names, columnNames: titles)
    }
}
