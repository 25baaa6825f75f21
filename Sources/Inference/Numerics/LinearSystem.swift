/// Small systems of linear equations.
enum LinearSystem {
    /// The x with A x = b by elimination with partial pivoting; nil where A is singular.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var rows = zip(matrix, right).map { $0 + [$1] }
        let n = rows.count
        let scale = matrix.joined().map(\.magnitude).max() ?? 0
        for column in 0..<n {
            guard let pivot = (column..<n).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-12 * scale
            else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<n where row != column {
                let factor = rows[row][column] / rows[column][column]
                for place in column...n { rows[row][place] -= factor * rows[column][place] }
            }
        }
        return (0..<n).map { rows[$0][n] / rows[$0][$0] }
    }
}
