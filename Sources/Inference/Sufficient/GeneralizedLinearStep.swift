/// What one step of iteratively reweighted least squares discloses at given coefficients.
///
/// With mu the mean, V its variance function and mu' its derivative by the linear predictor: W = mu'^2 / V, and the
/// working response less the linear predictor is (y - mu) / mu'. The intercept is a column like any other.
public struct GeneralizedLinearStep: Sendable, Equatable {
    /// X'W(z - eta), z - eta = (y - mu) / mu': the score. At R's starting means, where there are no coefficients yet,
    /// X'W(z - offset).
    public var score: [Double]
    /// X'WX.
    public var information: [[Double]]
    /// The deviance.
    public var deviance: Double
    /// Pearson's statistic, the sum of (y - mu)^2 / V.
    public var pearson: Double

    /// Takes all parts.
    public init(score: [Double], information: [[Double]], deviance: Double, pearson: Double) {
        self.score = score
        self.information = information
        self.deviance = deviance
        self.pearson = pearson
    }
}
