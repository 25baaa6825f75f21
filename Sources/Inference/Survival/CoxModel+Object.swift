import Foundation

extension CoxModel {
    /// The list with R's component names, of kind `coxph`.
    public var object: RObject {
        var components: [(String, RObject)] = [
            ("coefficients", .optionals(coefficients, names: names)),
            ("var", .matrix(variance, rowNames: names, columnNames: names)),
            ("loglik", .numbers([logLikelihood.null, logLikelihood.fitted])), ("score", .number(scoreTest)),
            ("iter", .integers([iterations])), ("wald.test", .number(waldTest)), ("method", .text(ties)),
            ("n", .integers([count])), ("nevent", .integers([eventCount])),
        ]
        if let means { components.append(("means", .numbers(means, names: names))) }
        if let concordance {
            let values = [concordance.value, concordance.error]
            components.append(("concordance", .optionals(values, names: ["concordance", "std"])))
        }
        if !warnings.isEmpty { components.append(("warnings", .texts(warnings))) }
        if !call.isEmpty { components.append(("call", .text(call))) }
        return .list(components, kind: "coxph")
    }
}

/// The summary of a proportional hazards model: R's `summary.coxph`.
public enum CoxSummary {
    /// The matrices of coefficients and of confidence limits, and the three tests, from an object of kind `coxph`.
    ///
    /// The Wald test is rounded to two places, as R has it; its p-value is that of the exact one.
    public static func object(_ fit: RObject, level: Double = 0.95) throws(ModelError) -> RObject {
        guard level > 0, level < 1 else { throw .notAProbability }
        guard fit.kind == "coxph", let names = fit["coefficients"]?.names, let n = fit["n"]?.doubles.first,
            let coefficients = fit["coefficients"]?.optionalNumbers, let variance = fit["var"]?.rows,
            let likelihood = fit["loglik"]?.doubles, likelihood.count == 2, let score = fit["score"]?.doubles.first,
            let wald = fit["wald.test"]?.doubles.first, variance.count == coefficients.count
        else { throw .wrongObject("coxph") }
        let errors = variance.indices.map { (variance[$0][$0] ?? 0).squareRoot() }
        let z = Distribution.qnorm((1 + level) / 2)
        let table: [[Double?]] = zip(coefficients, errors).map { value, error in
            guard let value else { return [nil, nil, error, nil, nil] }
            let statistic = value / error
            return [value, exp(value), error, statistic, 2 * Distribution.pnorm(abs(statistic), lowerTail: false)]
        }
        let limits: [[Double?]] = zip(coefficients, errors).map { value, error in
            guard let value else { return [nil, nil, nil, nil] }
            return [exp(value), exp(-value), exp(value - z * error), exp(value + z * error)]
        }
        let df = coefficients.count { $0 != nil }
        func test(_ value: Double, shown: Double? = nil) -> RObject {
            let p = df > 0 ? Distribution.pchisq(value, df: Double(df), lowerTail: false) : 1
            return .numbers([shown ?? value, Double(df), p], names: ["test", "df", "pvalue"])
        }
        let ratio = 2 * (likelihood[1] - likelihood[0])
        let text = RFormat.text(level).drop { $0 == "0" }
        var components = ["call", "n", "loglik", "nevent", "concordance", "method", "warnings"].compactMap { name in
            fit[name].map { (name, $0) }
        }
        components += [
            (
                "coefficients",
                .matrix(table, rowNames: names, columnNames: ["coef", "exp(coef)", "se(coef)", "z", "Pr(>|z|)"])
            ),
            (
                "conf.int",
                .matrix(
                    limits, rowNames: names,
                    columnNames: ["exp(coef)", "exp(-coef)", "lower \(text)", "upper \(text)"])
            ),
            ("logtest", test(ratio)), ("sctest", test(score)),
            ("rsq", .numbers([1 - exp(-ratio / n), 1 - exp(2 * likelihood[0] / n)], names: ["rsq", "maxrsq"])),
            ("waldtest", test(wald, shown: CoefficientTable.round(wald, places: 2))),
        ]
        return .list(components, kind: "summary.coxph")
    }
}
