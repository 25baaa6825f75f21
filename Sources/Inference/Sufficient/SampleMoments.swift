/// Count, mean and sums of powers about the mean of one group, in double precision.
///
/// The sums are finished from exact integers before they are rounded, so that nothing cancels.
public struct SampleMoments: Sendable, Equatable {
    /// The number of values.
    public var count: Int
    /// The arithmetic mean; NaN for no values.
    public var mean: Double
    /// The sum of (x - mean)^2.
    public var squares: Double
    /// The sum of (x - mean)^3; 0 where it was not asked for.
    public var cubes: Double
    /// The sum of (x - mean)^4; 0 where it was not asked for.
    public var fourths: Double

    /// Takes all parts.
    public init(count: Int, mean: Double, squares: Double, cubes: Double = 0, fourths: Double = 0) {
        self.count = count
        self.mean = mean
        self.squares = squares
        self.cubes = cubes
        self.fourths = fourths
    }

    /// The sample variance (divisor n - 1); NaN for fewer than two values.
    public var variance: Double { count > 1 ? squares / Double(count - 1) : .nan }
}
