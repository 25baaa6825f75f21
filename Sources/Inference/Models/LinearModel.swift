import Foundation

/// Least squares with an intercept: R's `lm`.
///
/// Source: Chambers (1992); columns that depend on those before are `NA` by R's rule (tolerance 1e-7 on lengths).
/// Releases: the number of complete rows, and means and products of all columns (`ProductMatrix`).
public struct LinearModel: Sendable, Equatable {
    /// The name of the response.
    public let response: String
    /// `(Intercept)` and the names of the columns.
    public let names: [String]
    /// The number of rows.
    public let count: Int
    /// The coefficients; nil for aliased columns.
    public let coefficients: [Double?]
    /// The inverse of X'X; zeros for aliased columns.
    public let unscaledCovariance: [[Double]]
    /// The residual sum of squares.
    public let residualSquares: Double
    /// The sum of squares of the response about its mean.
    public let totalSquares: Double
    /// The terms that have columns which are not aliased, in order.
    public let terms: [ModelTerm]
    /// What each of these terms explains after those before it.
    public let termSquares: [Double]
    /// The degrees of freedom of each of these terms.
    public let termDF: [Int]
    /// R's call as it prints; empty where there is none.
    public var call: String

    /// Fits the first column of a matrix of products by the others.
    ///
    /// - Parameters:
    ///   - products: The response, then the columns of the model without the intercept.
    ///   - terms: To which terms columns belong; nil for one term a column.
    ///   - call: R's call as it prints.
    public init(_ products: ProductMatrix, terms: [ModelTerm]? = nil, call: String = "") throws(ModelError) {
        let size = products.names.count
        guard products.count > 0 else { throw .noObservations }
        guard size > 0, products.means.count == size, products.products.count == size,
            products.products.allSatisfy({ $0.count == size }),
            terms?.allSatisfy({ $0.columns.allSatisfy { $0 >= 0 && $0 < size - 1 } }) ?? true
        else { throw .malformed("columns of the products") }
        let columns = 1..<size
        let means = columns.map { products.means[$0] }
        let matrix = columns.map { row in columns.map { products.products[row][$0] } }
        let right = columns.map { products.products[$0][0] }
        let n = Double(products.count)
        let lengths = zip(matrix.indices, means).map { matrix[$0][$0] + n * $1 * $1 }
        let factor = SymmetricFactor(matrix, thresholds: lengths.map { 1e-14 * $0 })
        let slopes = factor.solve(right)
        let intercept = zip(slopes, means).reduce(DoubleDouble(products.means[0])) {
            $0 - DoubleDouble($1.0) * DoubleDouble($1.1)
        }
        response = products.names[0]
        names = ["(Intercept)"] + products.names.dropFirst()
        count = products.count
        coefficients = [intercept.double] + zip(slopes, factor.isAliased).map { $1 ? nil : $0 }
        unscaledCovariance = Self.bordered(factor.inverse, means: means, count: n)
        totalSquares = products.products[0][0]
        residualSquares = max(0, factor.remainder(of: totalSquares, right))
        let squares = factor.sequentialSquares(right)
        let all = terms ?? right.indices.map { ModelTerm(label: products.names[$0 + 1], columns: [$0]) }
        self.terms = all.filter { $0.columns.contains { !factor.isAliased[$0] } }
        termSquares = self.terms.map { $0.columns.reduce(0) { $0 + squares[$1] } }
        termDF = self.terms.map { $0.columns.count { !factor.isAliased[$0] } }
        self.call = call
    }

    /// The inverse of X'X with the intercept, from that of the products about the means.
    private static func bordered(_ inverse: [[Double]], means: [Double], count: Double) -> [[Double]] {
        let products = inverse.map { zip($0, means).reduce(0) { $0 + $1.0 * $1.1 } }
        let corner = 1 / count + zip(products, means).reduce(0) { $0 + $1.0 * $1.1 }
        return [[corner] + products.map { -$0 }] + zip(products, inverse).map { [-$0] + $1 }
    }
}

extension LinearModel {
    /// The number of coefficients that are estimated, with the intercept.
    public var rank: Int { coefficients.count { $0 != nil } }
    /// The residual degrees of freedom.
    public var residualDF: Int { count - rank }
    /// The residual variance; NaN without degrees of freedom.
    public var residualVariance: Double { residualDF > 0 ? residualSquares / Double(residualDF) : .nan }
    /// The residual standard error.
    public var sigma: Double { residualVariance.squareRoot() }
    /// The covariance of the coefficients.
    public var covariance: [[Double]] { unscaledCovariance.map { $0.map { $0 * residualVariance } } }
    /// The share of the variance explained; 0 without columns.
    public var rSquared: Double { rank > 1 ? (totalSquares - residualSquares) / totalSquares : 0 }
    /// The same, adjusted for degrees of freedom.
    public var adjustedRSquared: Double {
        rank > 1 ? 1 - (1 - rSquared) * (Double(count - 1) / Double(residualDF)) : 0
    }
    /// The F statistic of all columns; nil without columns.
    public var fStatistic: (value: Double, numerator: Int, denominator: Int)? {
        guard rank > 1 else { return nil }
        let explained = (totalSquares - residualSquares) / Double(rank - 1)
        return (explained / residualVariance, rank - 1, residualDF)
    }
    /// The log likelihood of normal errors.
    public var logLikelihood: Double {
        -Double(count) / 2 * (log(2 * .pi) + log(residualSquares / Double(count)) + 1)
    }
    /// Akaike's criterion, the variance counted as a parameter.
    public var aic: Double { -2 * logLikelihood + 2 * Double(rank + 1) }

    /// Estimates, errors, t and p of the coefficients that are not aliased, with nil for those that are.
    var table: [[Double?]] {
        coefficients.indices.map { index in
            guard let value = coefficients[index] else { return [nil, nil, nil, nil] }
            let error = (unscaledCovariance[index][index] * residualVariance).squareRoot()
            let t = value / error
            let df = Double(residualDF)
            return [value, error, t, df > 0 ? 2 * Distribution.pt(abs(t), df: df, lowerTail: false) : .nan]
        }
    }

    /// The confidence limits of each coefficient: R's `confint`.
    public func confidenceIntervals(level: Double = 0.95) -> [(lower: Double, upper: Double)?] {
        let quantile = residualDF > 0 ? Distribution.qt((1 + level) / 2, df: Double(residualDF)) : .nan
        return coefficients.indices.map { index in
            coefficients[index].map { value in
                let half = quantile * (unscaledCovariance[index][index] * residualVariance).squareRoot()
                return (value - half, value + half)
            }
        }
    }
}
