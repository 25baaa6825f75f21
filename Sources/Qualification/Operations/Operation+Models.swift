import Foundation
import Inference
import Wire

extension Operation {
    /// Linear and generalised linear models.
    static let models: [String: Operation] = [
        "lm": Operation(
            { (question) throws(Problem) in
                """
                { f <- \(question.call)
                s <- summary(f)
                t <- s$fstatistic
                list(fit = f, summary = s, quantile = qt(0.975, f$df.residual), aic = AIC(f),
                p = pf(t[[1]], t[[2]], t[[3]], lower.tail = FALSE)) }
                """
            }, read: linear),
        "glm": Operation(
            isIterative: true, uncompared: ["iterations"],
            { (question) throws(Problem) in
                "{ f <- \(question.call); list(fit = f, summary = summary(f)) }"
            }, read: generalised),
    ]

    /// The rows of the covariance matrix: the scale times `cov.unscaled`.
    private static func covariance(_ summary: RObject, scale: Double) throws(Problem) -> JSONValue {
        let rows = RResult.rows(try need(summary, "cov.unscaled"))
        return .list(rows.map { row in .list((row.elements ?? []).map { .double($0.number.map { $0 * scale }) }) })
    }

    private static func number(_ object: RObject, _ name: String) throws(Problem) -> Double {
        try need(object, name).doubles.first ?? .nan
    }

    private static func interval(_ table: RTable, _ quantile: Double) -> JSONValue {
        .list(
            zip(table.column("Estimate"), table.column("Std. Error")).map { estimate, error in
                .double(estimate.number.flatMap { value in error.number.map { value + quantile * $0 } })
            })
    }

    private static func linear(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let (fit, summary) = (try need(object, "fit"), try need(object, "summary"))
        let table = try table(try need(summary, "coefficients"), "coefficients")
        let sigma = try number(summary, "sigma")
        let residual = try number(fit, "df.residual")
        let quantile = try number(object, "quantile")
        let rank = Double(table.rowNames.count)
        let aic = try number(object, "aic")
        let f = try need(summary, "fstatistic")
        return .members([
            ("n", .double(residual + rank)), ("terms", .list(table.rowNames.map(JSONValue.text))),
            ("coef", .list(table.column("Estimate"))), ("se", .list(table.column("Std. Error"))),
            ("t", .list(table.column("t value"))), ("p", .list(table.column("Pr(>|t|)"))),
            ("ci_lower", interval(table, -quantile)), ("ci_upper", interval(table, quantile)),
            ("sigma", .double(sigma)), ("df_residual", .double(residual)),
            ("r_squared", RResult.single(try need(summary, "r.squared"))),
            ("adj_r_squared", RResult.single(try need(summary, "adj.r.squared"))), ("f", RResult.named(f)),
            ("f_p", RResult.single(try need(object, "p"))),
            ("aic", .double(aic)), ("loglik", .double(rank + 1 - aic / 2)),
            ("vcov", try covariance(summary, scale: sigma * sigma)),
        ])
    }

    private static func generalised(_ object: RObject, _: Question) throws(Problem) -> JSONValue {
        let (fit, summary) = (try need(object, "fit"), try need(object, "summary"))
        let table = try table(try need(summary, "coefficients"), "coefficients")
        let family = try need(fit, "family")
        let estimates = table.column("Estimate")
        let rank = Double(table.rowNames.count)
        let residual = try number(fit, "df.residual")
        let null = try number(fit, "df.null")
        return .members([
            ("n", .double(null.isNaN ? residual + rank : null + 1)),
            ("family", RResult.single(try need(family, "family"))), ("link", RResult.single(try need(family, "link"))),
            ("terms", .list(table.rowNames.map(JSONValue.text))), ("coef", .list(estimates)),
            ("se", .list(table.column("Std. Error"))), ("z", .list(table.column("z value", "t value"))),
            ("p", .list(table.column("Pr(>|z|)", "Pr(>|t|)"))),
            ("wald_ci_lower", interval(table, -1.959963984540054)),
            ("wald_ci_upper", interval(table, 1.959963984540054)),
            ("exp_coef", .list(estimates.map { .double($0.number.map { exp($0) }) })),
            ("deviance", RResult.single(try need(fit, "deviance"))),
            ("null_deviance", RResult.single(try need(fit, "null.deviance"))), ("df_residual", .double(residual)),
            ("aic", RResult.single(try need(fit, "aic"))), ("iterations", RResult.single(try need(fit, "iter"))),
            ("converged", RResult.single(try need(fit, "converged"))),
            ("vcov", try covariance(summary, scale: try number(summary, "dispersion"))),
        ])
    }
}
