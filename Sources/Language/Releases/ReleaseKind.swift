/// What kind of number an analysis releases, in words for people.
public enum ReleaseKind: String, Sendable, Hashable, CaseIterable {
    /// How many rows there are.
    case count
    /// How many rows fall into one of several cells.
    case cell
    /// How many rows fall between two ticks of a public grid or are left behind one, kept back where they are too few.
    case mergedCount = "count on a grid"
    /// A sum over rows.
    case sum
    /// A sum of squares.
    case sumOfSquares = "sum of squares"
    /// A sum of third or fourth powers.
    case sumOfPowers = "sum of powers"
    /// A sum of products of two numbers.
    case sumOfProducts = "sum of products"
    /// A sum of ranks.
    case rankSum = "rank sum"
    /// A sum over runs of equal values.
    case tieSum = "tie sum"
    /// A number of pairs of rows.
    case pairCount = "number of pairs"
    /// The numerator of a difference of two distribution functions.
    case distance
    /// How many distinct values there are.
    case distinctCount = "number of distinct values"
    /// A value that occurs.
    case distinctValue = "distinct value"
    /// The smallest or the largest value.
    case extreme
    /// A value at a rank, or a weighted sum of two at neighbouring ranks.
    case orderStatistic = "order statistic"
    /// The value of one row, where all rows' are released.
    case singleValue = "single value"
    /// Whether a place in the order of times has an event, and whether it is the first of its time.
    case eventPattern = "place in the order of events"
    /// A log likelihood, or a part of a score, of an information or of what else a model is judged by.
    case likelihood = "part of a likelihood"
}
