/// Counts by one or more factors.
public struct ContingencyTable: Sendable, Equatable {
    /// For each factor its levels.
    public var levels: [[String]]
    /// For each factor its title, as R's `dnn`; empty where it has none.
    public var titles: [String]
    /// The counts, the first factor fastest, as R lays out arrays.
    public var counts: [Int]
    /// The places of counts that the policy does not release; they are 0 here.
    public var suppressed: Set<Int>

    /// Takes all parts.
    public init(levels: [[String]], titles: [String]? = nil, counts: [Int], suppressed: Set<Int> = []) {
        self.levels = levels
        self.titles = titles ?? levels.map { _ in "" }
        self.counts = counts
        self.suppressed = suppressed
    }
}
