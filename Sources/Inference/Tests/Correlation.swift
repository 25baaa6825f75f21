/// Covariances and correlations of several columns.
///
/// Source: R's `cov` and `cor`. Releases: count, sums and sums of products.
public enum Correlation {
    /// The covariance matrix (divisor n - 1); of ranks, if these were multiplied.
    public static func covariances(_ matrix: ProductMatrix) -> RObject {
        table(matrix) { row, column in
            matrix.count > 1 ? matrix.products[row][column] / Double(matrix.count - 1) : nil
        }
    }

    /// The correlation matrix: Pearson's, or Spearman's if ranks were multiplied; `NA` for constant columns.
    public static func correlations(_ matrix: ProductMatrix) -> RObject {
        table(matrix) { row, column in
            guard matrix.count > 1 else { return nil }
            return row == column ? 1 : coefficient(matrix, row, column)
        }
    }

    /// The correlation of two columns; nil where one of them is constant.
    static func coefficient(_ matrix: ProductMatrix, _ first: Int, _ second: Int) -> Double? {
        let (a, b) = (matrix.products[first][first], matrix.products[second][second])
        guard a > 0, b > 0 else { return nil }
        // One root of the product keeps a perfect correlation at 1.
        let root = (a * b).isNormal ? (a * b).squareRoot() : a.squareRoot() * b.squareRoot()
        return min(1, max(-1, matrix.products[first][second] / root))
    }

    private static func table(_ matrix: ProductMatrix, _ cell: (Int, Int) -> Double?) -> RObject {
        let columns = matrix.names.indices
        return .matrix(
            columns.map { row in columns.map { cell(row, $0) } }, rowNames: matrix.names, columnNames: matrix.names)
    }
}
