public import Fields
public import SecretSharing

/// What kind of number a value is, for the policy and for the analyst.
public enum ReleaseItem: Hashable, Sendable {
    /// How many rows there are.
    case count
    /// How many rows fall into one of several cells.
    case cell
    /// How many rows fall between two ticks of a public grid, or are left behind one; kept back where they are too few.
    case mergedCount
    /// A sum over rows.
    case sum
    /// A sum of squared distances from a public centre.
    case sumOfSquares
    /// A sum over rows of a power above the second, of a number less a public centre.
    case sumOfPowers(Int)
    /// A sum over rows of products of two numbers, each less a public centre.
    case sumOfProducts
    /// A sum over rows of ranks.
    case rankSum
    /// A sum over runs of equal values of a power of how many there are.
    case tieSum(power: Int)
    /// A number of pairs of rows.
    case pairCount
    /// The largest difference of two distribution functions, times both numbers of rows.
    case distance
    /// How many distinct values there are.
    case distinctCount
    /// A value that occurs, one of all distinct ones.
    case distinctValue
    /// The smallest or the largest value.
    case extreme
    /// The value at a rank, counted from 1.
    case orderStatistic(rank: Int)
    /// The value of one row, where all rows' are released.
    case singleValue
    /// Whether a position in the order of times has an event, and whether the first one of its time.
    case eventPattern
    /// A log likelihood, or a part of a score, of an information or of what else a model is judged by.
    case likelihood
}

/// What a policy judges a candidate by, in shares.
public struct Evidence: Sendable {
    /// The numbers of rows of the groups that values were computed from.
    public var groups: Shared<Mersenne61>
    /// For each value the place of its group in `groups`.
    public var places: [Int]
    /// Where the values are the cells of a table: its numbers of levels, the first factor fastest.
    public var table: [Int]?

    /// Takes the groups, and for each value the place of its own.
    public init(groups: Shared<Mersenne61>, places: [Int], table: [Int]? = nil) {
        precondition(places.allSatisfy { $0 < groups.count })
        self.groups = groups
        self.places = places
        self.table = table
    }

    /// Takes one size a value.
    public init(groupSizes: Shared<Mersenne61>) {
        self.init(groups: groupSizes, places: Array(0..<groupSizes.count))
    }

    /// For each value the number of rows that it was computed from.
    public var groupSizes: Shared<Mersenne61> {
        Shared(own: places.map { groups.own[$0] }, next: places.map { groups.next[$0] })
    }
}

/// The outcome of a statistic before anybody may see it: shares of the values, and of the evidence about them.
public struct Candidate: Sendable {
    /// The values.
    public var values: Shared<Mersenne61>
    /// What each value is.
    public var releases: [ReleaseItem]
    /// What a policy judges them by.
    public var evidence: Evidence

    /// Takes one item and one group a value.
    public init(values: Shared<Mersenne61>, releases: [ReleaseItem], evidence: Evidence) {
        precondition(values.count == releases.count && values.count == evidence.places.count)
        self.values = values
        self.releases = releases
        self.evidence = evidence
    }

    /// Values that all come from one group of rows.
    init(
        _ values: Shared<Mersenne61>, _ releases: [ReleaseItem], groupSize: Shared<Mersenne61>, table: [Int]? = nil
    ) {
        let places = Array(repeating: 0, count: values.count)
        self.init(
            values: values, releases: releases, evidence: Evidence(groups: groupSize, places: places, table: table))
    }
}
