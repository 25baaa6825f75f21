/// Tukey's five numbers: smallest value, lower hinge, median, upper hinge, largest value.
///
/// Source: R's `fivenum`; Tukey 1977. Releases: for each number half the sum of two order statistics, and N.
public enum FiveNumbers {
    /// The 1-based ranks of the two order statistics whose mean each number is; empty for no values.
    public static func positions(count: Int) -> [(lower: Int, upper: Int)] {
        guard count > 0 else { return [] }
        // Twice the depth of a hinge is a whole number.
        let hinge = (count + 3) / 2
        return [2, hinge, count + 1, 2 * (count + 1) - hinge, 2 * count].map { ($0 / 2, ($0 + 1) / 2) }
    }
}
