/// Means and products about the means of several columns, over the rows in which all are present.
public struct ProductMatrix: Sendable, Equatable {
    /// The names of the columns.
    public var names: [String]
    /// The number of complete rows.
    public var count: Int
    /// The mean of each column.
    public var means: [Double]
    /// Sum of (x_i - mean_i)(x_j - mean_j), symmetric, finished from exact integers before it is rounded.
    public var products: [[Double]]

    /// Takes all parts.
    public init(names: [String], count: Int, means: [Double], products: [[Double]]) {
        self.names = names
        self.count = count
        self.means = means
        self.products = products
    }
}
