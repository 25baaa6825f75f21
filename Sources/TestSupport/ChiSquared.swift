import Foundation

/// Pearson's statistic of a sample against the uniform distribution on its cells. For tests only.
public enum ChiSquared {
    /// Sum of (observed - expected)^2 / expected.
    public static func statistic(_ observed: [Int]) -> Double {
        let expected = Double(observed.reduce(0, +)) / Double(observed.count)
        return observed.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }

    /// The value that the statistic exceeds with probability 10^-6 if the cells are uniform.
    ///
    /// By the cube-root approximation of Wilson and Hilferty (1931); 4.7534 is the normal quantile of 1 - 10^-6.
    public static func limit(cells: Int) -> Double {
        let freedom = Double(cells - 1)
        let spread = 2 / (9 * freedom)
        return freedom * pow(1 - spread + 4.7534 * spread.squareRoot(), 3)
    }
}
