import Foundation
public import Inference

extension GeneralizedLinearStep {
    /// The rows that count of a generalized linear model in the clear.
    public struct PlainRows: Sendable {
        /// The response.
        public var response: [Double]
        /// For each covariate one number a row, without the intercept.
        public var covariates: [[Double]]
        /// What is added to eta.
        public var offset: [Double]

        /// Takes columns of equal length.
        public init(response: [Double], covariates: [[Double]], offset: [Double]? = nil) {
            self.response = response
            self.covariates = covariates
            self.offset = offset ?? response.map { _ in 0 }
        }
    }

    /// The cleartext twin.
    public static func plain(
        _ rows: PlainRows, family: LikelihoodFamily, at coefficients: [Double]
    ) -> GeneralizedLinearSums {
        let p = coefficients.count
        var sums = GeneralizedLinearSums(
            count: rows.response.count, kernel: 0, score: Array(repeating: 0, count: p),
            information: Array(repeating: Array(repeating: 0, count: p), count: p), pearson: 0)
        for (i, y) in rows.response.enumerated() {
            let x = [1] + rows.covariates.map { $0[i] }
            let eta = zip(x, coefficients).reduce(rows.offset[i]) { $0 + $1.0 * $1.1 }
            let row = part(y, eta, family)
            sums.kernel += row.kernel / log(2)
            sums.pearson += row.pearson
            for k in 0..<p {
                sums.score[k] += x[k] * row.residual
                for l in 0..<p { sums.information[k][l] += x[k] * x[l] * row.weight }
            }
        }
        return sums
    }

    private static func part(
        _ y: Double, _ eta: Double, _ family: LikelihoodFamily
    ) -> (kernel: Double, residual: Double, weight: Double, pearson: Double) {
        switch family {
        case .binomial:
            let mean = 1 / (1 + exp(-eta))
            let variance = mean * (1 - mean)
            return (y * eta - log1p(exp(eta)), y - mean, variance, (y - mean) * (y - mean) / variance)
        case .poisson:
            let mean = exp(eta)
            return (y * eta, y - mean, mean, (y - mean) * (y - mean) / mean)
        case .gammaLog:
            let excess = y * exp(-eta) - 1
            return (-eta, excess, 1, excess * excess)
        case .gammaInverse:
            let (mean, excess) = (1 / eta, y * eta - 1)
            return (log(eta) - excess, mean - y, mean * mean, excess * excess)
        }
    }
}

extension ResponseStatistics {
    /// The cleartext twin.
    public static func plain(_ response: [Double], family: LikelihoodFamily) -> ResponseSums {
        var sums = ResponseSums(count: response.count, sum: response.reduce(0, +))
        switch family {
        case .binomial: break
        case .poisson:
            sums.logarithms = response.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) }
            sums.factorials = response.reduce(0) { $0 + lgamma($1 + 1) }
        case .gammaLog, .gammaInverse: sums.logarithms = response.reduce(0) { $0 + log($1) }
        }
        return sums
    }
}
