import Foundation

/// Predictions of a model for new public rows: R's `predict`.
public struct Prediction: Sendable, Equatable {
    /// What the limits of a linear model are about.
    public enum Interval: String, Sendable, Equatable, CaseIterable {
        /// None.
        case none
        /// The mean.
        case confidence
        /// A new response.
        case prediction
    }

    /// The fitted value of each row.
    public var fit: [Double]
    /// Its standard error.
    public var standardError: [Double]
    /// The limits of each row, where they were asked for.
    public var limits: [(lower: Double, upper: Double)]?

    /// Predictions of an object of kind `lm` for rows of the model's columns, the intercept included.
    public init(
        linear fit: RObject, rows: [[Double]], interval: Interval = .none, level: Double = 0.95
    )
        throws(ModelError)
    {
        guard level > 0, level < 1 else { throw .notAProbability }
        guard fit.kind == "lm", let df = fit["df.residual"]?.doubles.first, let sigma = fit["sigma"]?.doubles.first
        else { throw .wrongObject("lm") }
        (self.fit, standardError) = try Self.linear(fit, rows)
        guard interval != .none else { return }
        let quantile = df > 0 ? Distribution.qt((1 + level) / 2, df: df) : .nan
        let extra = interval == .prediction ? sigma * sigma : 0
        limits = zip(self.fit, standardError).map { value, error in
            let half = quantile * (error * error + extra).squareRoot()
            return (value - half, value + half)
        }
    }

    /// Predictions of an object of kind `glm`: linear predictors, or with `response` means with errors by the delta method.
    public init(
        generalized fit: RObject, rows: [[Double]], offsets: [Double]? = nil, response: Bool = false
    )
        throws(ModelError)
    {
        guard fit.kind == "glm", let model = GeneralizedLinearFamily(fit["family"]),
            offsets?.count ?? rows.count == rows.count
        else { throw .wrongObject("glm") }
        let (values, errors) = try Self.linear(fit, rows)
        let predictors = values.indices.map { values[$0] + (offsets?[$0] ?? 0) }
        self.fit = response ? predictors.map(model.mean) : predictors
        standardError = response ? zip(predictors, errors).map { abs(model.derivative($0)) * $1 } : errors
    }

    /// x b and the square root of x V x'; aliased columns take no part.
    private static func linear(_ fit: RObject, _ rows: [[Double]]) throws(ModelError) -> ([Double], [Double]) {
        guard let values = fit["coefficients"]?.optionalNumbers, let covariance = fit["vcov"]?.rows,
            covariance.count == values.count, rows.allSatisfy({ $0.count == values.count })
        else { throw .malformed("rows to predict") }
        let kept = values.indices.filter { values[$0] != nil }
        let fitted = rows.map { row in kept.reduce(0) { $0 + row[$1] * (values[$1] ?? 0) } }
        let errors = rows.map { row in
            let square = kept.reduce(0) { sum, i in
                sum + kept.reduce(0) { $0 + row[i] * (covariance[i][$1] ?? .nan) * row[$1] }
            }
            return max(0, square).squareRoot()
        }
        return (fitted, errors)
    }

    /// The matrix of fits and limits for `lm`, else the list of fits and errors.
    public var object: RObject {
        guard let limits else { return .list([("fit", .numbers(fit)), ("se.fit", .numbers(standardError))]) }
        let rows: [[Double?]] = zip(fit, limits).map { [$0, $1.lower, $1.upper] }
        return .matrix(rows, rowNames: rows.indices.map { "\($0 + 1)" }, columnNames: ["fit", "lwr", "upr"])
    }

    /// Equal where all numbers are.
    public static func == (left: Prediction, right: Prediction) -> Bool { left.object == right.object }
}
