/// What the test of proportional hazards needs beside a fit: sums over event times, weighted with a function g of time.
public struct ProportionalitySums: Sendable, Equatable {
    /// For each covariate the sum of g (x - xbar).
    public var score: [Double]
    /// The sum of g V, with V the part of a time in the information matrix.
    public var information: [[Double]]
    /// The sum of g^2 V.
    public var squares: [[Double]]

    /// Takes all parts.
    public init(score: [Double], information: [[Double]], squares: [[Double]]) {
        self.score = score
        self.information = information
        self.squares = squares
    }
}
