/// How far the integers of a covariate lie from a public centre at most: what scales of linear predictors are made by.
public enum CovariateBound {
    /// The larger distance of the two bounds from the centre; nil where it does not fit.
    public static func about(_ center: Int64, _ bounds: ClosedRange<Int64>) -> Int64? {
        let low = bounds.lowerBound.subtractingReportingOverflow(center)
        let high = bounds.upperBound.subtractingReportingOverflow(center)
        guard !low.overflow, !high.overflow, low.partialValue != .min, high.partialValue != .min else { return nil }
        return max(abs(low.partialValue), abs(high.partialValue))
    }
}
