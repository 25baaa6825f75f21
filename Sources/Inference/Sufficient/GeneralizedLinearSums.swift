import Foundation

/// What one step of a generalized linear model discloses, as numbers.
public struct GeneralizedLinearSums: Sendable, Equatable {
    /// The number of rows that count.
    public var count: Int
    /// In powers of 2: for a binomial response the log likelihood, for counts the sum of y eta, for gamma that of -eta, for
    /// gamma with inverse link that of log2 eta - (y eta - 1) / ln 2.
    public var kernel: Double
    /// X'W (y - mu) g'(mu), the intercept first.
    public var score: [Double]
    /// X'WX, symmetric, the intercept first: new coefficients are the old ones plus (X'WX)^-1 score.
    public var information: [[Double]]
    /// Pearson's chi-squared, the sum of (y - mu)^2 / V(mu).
    public var pearson: Double

    /// Takes all parts.
    public init(count: Int, kernel: Double, score: [Double], information: [[Double]], pearson: Double) {
        self.count = count
        self.kernel = kernel
        self.score = score
        self.information = information
        self.pearson = pearson
    }
}

/// What a generalized linear model needs to know of its response once a fit, whatever the coefficients.
public struct ResponseSums: Sendable, Equatable {
    /// The number of rows that count.
    public var count: Int
    /// The sum of y.
    public var sum: Double
    /// For counts the sum of y log y, for gamma that of log y; else 0.
    public var logarithms: Double
    /// For counts the sum of log y!; else 0.
    public var factorials: Double

    /// Takes all parts.
    public init(count: Int, sum: Double, logarithms: Double = 0, factorials: Double = 0) {
        self.count = count
        self.sum = sum
        self.logarithms = logarithms
        self.factorials = factorials
    }

    /// The deviance at the coefficients of a step: twice what the log likelihood of a perfect fit exceeds theirs by.
    public func deviance(_ step: GeneralizedLinearSums, family: LikelihoodFamily) -> Double {
        let kernel = step.kernel * CoxScales.logarithmOf2
        return switch family {
        case .binomial: -2 * kernel
        // sum of y log(y / mu) - (y - mu)
        case .poisson: 2 * (logarithms - kernel - step.score[0])
        // sum of (y - mu) / mu - log(y / mu)
        case .gammaLog: 2 * (step.score[0] - logarithms - kernel)
        case .gammaInverse: -2 * (logarithms + kernel)
        }
    }

    /// The deviance of the model of an intercept alone, without an offset: its mean is that of the response.
    public func nullDeviance(_ family: LikelihoodFamily) -> Double {
        let logarithmOfMean = log(sum / Double(count))
        return switch family {
        case .binomial: GeneralizedLinearModel.binomialNullDeviance(successes: Int(sum), count: count)
        case .poisson: sum > 0 ? 2 * (logarithms - sum * logarithmOfMean) : 0
        case .gammaLog, .gammaInverse: 2 * (Double(count) * logarithmOfMean - logarithms)
        }
    }

    /// The log likelihood at the coefficients of a step, for families without a dispersion.
    ///
    /// - Returns: nil for gamma, whose likelihood needs the dispersion.
    public func logLikelihood(_ step: GeneralizedLinearSums, family: LikelihoodFamily) -> Double? {
        let kernel = step.kernel * CoxScales.logarithmOf2
        return switch family {
        case .binomial: kernel
        case .poisson: kernel - (sum - step.score[0]) - factorials
        case .gammaLog, .gammaInverse: nil
        }
    }
}
