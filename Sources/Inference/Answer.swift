/// The finished result of an analysis, as the analyst gets it.
public enum Answer: Sendable, Hashable {
    /// A number of rows.
    case count(Int)
    /// One number.
    case number(Estimate)
    /// Several numbers in order, such as quantiles.
    case vector([Estimate])
    /// Counts by label, in order.
    case frequency([FrequencyEntry])
    /// The released integers of a joint statistic, as its layout orders them, those that the nodes know, and the places of
    /// those that the policy suppresses, which are 0.
    case released(values: [Int64], publicNumbers: [Int64], suppressed: Set<Int> = [])
}

/// One cell of a frequency table.
public struct FrequencyEntry: Sendable, Hashable {
    /// The level, integer part, or `FALSE`/`TRUE`.
    public let label: String
    /// How many rows; nil where the policy does not release the cell.
    public let count: Int?

    /// A cell.
    public init(_ label: String, _ count: Int?) {
        self.label = label
        self.count = count
    }
}
