/// What rank tests need of pooled values in groups: mid-ranks summed by group, and the ties.
public struct RankSums: Sendable, Equatable {
    /// The label of each group.
    public var groups: [String]
    /// The number of values in each group.
    public var counts: [Int]
    /// Twice the sum of mid-ranks of each group, whole numbers.
    public var twiceRankSums: [Int]
    /// Over all runs of t equal values the sums of t^2 and of t^3.
    public var tieSquares: Int
    /// See `tieSquares`.
    public var tieCubes: Int

    /// Takes all parts.
    public init(groups: [String], counts: [Int], twiceRankSums: [Int], tieSquares: Int, tieCubes: Int) {
        self.groups = groups
        self.counts = counts
        self.twiceRankSums = twiceRankSums
        self.tieSquares = tieSquares
        self.tieCubes = tieCubes
    }
}
