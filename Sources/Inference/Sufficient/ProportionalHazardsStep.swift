/// What a test of proportional hazards discloses at the fitted coefficients, with a public function g of time.
///
/// All sums run over events (with Efron's ties: over each event with its share of those tied). x is the row of the
/// event, xbar the weighted mean over its risk set and stratum, V the weighted variance there, at the fitted
/// coefficients and by the same rule for ties as the fit. g need not be centred.
public struct ProportionalHazardsStep: Sendable, Equatable {
    /// Sum of x - xbar: the score, which is 0 but for rounding.
    public var score: [Double]
    /// Sum of g (x - xbar).
    public var timeScore: [Double]
    /// Sum of V: the information.
    public var information: [[Double]]
    /// Sum of g V.
    public var timeInformation: [[Double]]
    /// Sum of g^2 V.
    public var squareInformation: [[Double]]

    /// Takes all parts.
    public init(
        score: [Double], timeScore: [Double], information: [[Double]], timeInformation: [[Double]],
        squareInformation: [[Double]]
    ) {
        self.score = score
        self.timeScore = timeScore
        self.information = information
        self.timeInformation = timeInformation
        self.squareInformation = squareInformation
    }
}
