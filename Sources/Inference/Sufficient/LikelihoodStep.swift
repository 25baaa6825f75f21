/// What one step of an iterative fit discloses: log likelihood, score and information at given coefficients.
public struct LikelihoodStep: Sendable, Equatable {
    /// The log likelihood.
    public var logLikelihood: Double
    /// The score, one number a coefficient.
    public var score: [Double]
    /// The information matrix, symmetric.
    public var information: [[Double]]

    /// Takes all parts.
    public init(logLikelihood: Double, score: [Double], information: [[Double]]) {
        self.logLikelihood = logLikelihood
        self.score = score
        self.information = information
    }
}
