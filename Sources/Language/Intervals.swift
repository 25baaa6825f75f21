/// The intervals of `cut`: between neighbouring break points, closed on one side.
public struct Intervals: Sendable, Hashable {
    /// Ascending; nil in front stands for -Inf and at the end for Inf.
    public let breaks: [ExactDecimal?]
    /// One label an interval.
    public let labels: [String]
    /// R's `right`: whether intervals are closed on the right, (a, b], or on the left, [a, b).
    public let closedRight: Bool
    /// R's `include.lowest`: whether the outermost break on the open side belongs to its interval.
    public let includesLowest: Bool

    /// The most intervals.
    public static let limit = 1_000

    /// Intervals between break points; nil where breaks are not ascending, too few or too many, or labels do not fit.
    public init?(breaks: [ExactDecimal?], labels: [String], closedRight: Bool, includesLowest: Bool) {
        guard breaks.count >= 2, breaks.count <= Self.limit + 1, labels.count == breaks.count - 1,
            Set(labels).count == labels.count, breaks.dropFirst().dropLast().allSatisfy({ $0 != nil }),
            zip(breaks, breaks.dropFirst()).allSatisfy({ lower, upper in
                guard let lower, let upper else { return true }
                return lower < upper
            })
        else { return nil }
        self.breaks = breaks
        self.labels = labels
        self.closedRight = closedRight
        self.includesLowest = includesLowest
    }

    /// For each break how x is compared in order to lie at or above it: `x > b` or `x >= b`.
    public var comparisons: [ComparisonOperator] {
        breaks.indices.map { index in
            if closedRight { return index == 0 && includesLowest ? .greaterOrEqual : .greater }
            return index == breaks.count - 1 && includesLowest ? .greater : .greaterOrEqual
        }
    }
}
