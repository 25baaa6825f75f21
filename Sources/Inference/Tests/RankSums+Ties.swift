extension RankSums {
    /// The number of values of all groups together.
    public var total: Int { counts.reduce(0, +) }
    /// Whether any two values are equal.
    public var hasTies: Bool { tieCubes != total }
    /// The sum of t^3 - t over all runs of t equal values.
    public var tieCorrection: Double { Double(tieCubes - total) }
    /// The sum of mid-ranks of one group.
    public func rankSum(_ group: Int) -> Double { Double(twiceRankSums[group]) / 2 }
}
