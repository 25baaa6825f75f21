/// The factors L D L' of a symmetric matrix without negative directions, in twice double precision.
///
/// Columns keep their order; one that depends on those before it is aliased and takes no part, as in R's `lm` and
/// `coxph`. Scales of columns do not matter.
struct SymmetricFactor {
    /// Whether each column depends on those before it.
    private(set) var isAliased: [Bool]
    /// Unit lower triangle, by rows; 0 in aliased columns.
    private var lower: [[DoubleDouble]]
    /// What is left of each diagonal element; 0 for aliased columns.
    private var pivots: [DoubleDouble]

    /// Factors a matrix; a column is aliased where what is left of its diagonal is at most its threshold.
    init(_ matrix: [[Double]], thresholds: [Double]) {
        let size = matrix.count
        isAliased = [Bool](repeating: false, count: size)
        lower = [[DoubleDouble]](repeating: [DoubleDouble](repeating: .zero, count: size), count: size)
        pivots = [DoubleDouble](repeating: .zero, count: size)
        for column in 0..<size {
            // Rows of L scaled by D, for the sums below.
            let scaled = (0..<column).map { lower[column][$0] * pivots[$0] }
            var pivot = DoubleDouble(matrix[column][column])
            for k in 0..<column { pivot = pivot - scaled[k] * lower[column][k] }
            lower[column][column] = DoubleDouble(1)
            guard pivot.double > thresholds[column], pivot.double.isFinite else {
                isAliased[column] = true
                continue
            }
            pivots[column] = pivot
            for row in (column + 1)..<max(size, column + 1) {
                var value = DoubleDouble(matrix[row][column])
                for k in 0..<column { value = value - scaled[k] * lower[row][k] }
                lower[row][column] = value / pivot
            }
        }
    }

    /// Factors a matrix; a column is aliased where less than `tolerance` of its diagonal is left.
    init(_ matrix: [[Double]], tolerance: Double) {
        self.init(matrix, thresholds: matrix.indices.map { max(0, matrix[$0][$0]) * tolerance })
    }

    /// The number of columns that are not aliased.
    var rank: Int { isAliased.count { !$0 } }

    /// L^-1 b, elements of aliased columns 0.
    private func reduced(_ right: [Double]) -> [DoubleDouble] {
        var result = right.map { DoubleDouble($0) }
        for row in result.indices {
            guard !isAliased[row] else {
                result[row] = .zero
                continue
            }
            for k in 0..<row { result[row] = result[row] - lower[row][k] * result[k] }
        }
        return result
    }

    /// The solution of A x = b with zeros for aliased columns.
    func solve(_ right: [Double]) -> [Double] {
        var result = reduced(right)
        for row in result.indices { result[row] = isAliased[row] ? .zero : result[row] / pivots[row] }
        for row in result.indices.reversed() where !isAliased[row] {
            for k in (row + 1)..<max(result.count, row + 1) where !isAliased[k] {
                result[row] = result[row] - lower[k][row] * result[k]
            }
        }
        return result.map(\.double)
    }

    /// What each column adds, in order, to b' A^-1 b: sequential sums of squares.
    func sequentialSquares(_ right: [Double]) -> [Double] {
        zip(reduced(right), pivots).enumerated().map { index, pair in
            isAliased[index] ? 0 : (pair.0 * pair.0 / pair.1).double
        }
    }

    /// total - b' A^-1 b without cancellation beyond that of the arguments.
    func remainder(of total: Double, _ right: [Double]) -> Double {
        let parts = zip(reduced(right), pivots).enumerated().filter { !isAliased[$0.offset] }.map(\.element)
        return parts.reduce(DoubleDouble(total)) { $0 - $1.0 * $1.0 / $1.1 }.double
    }

    /// b' A^-1 b.
    func quadraticForm(_ right: [Double]) -> Double { sequentialSquares(right).reduce(0, +) }

    /// The inverse, with zeros in rows and columns that are aliased.
    var inverse: [[Double]] {
        let size = isAliased.count
        let columns = (0..<size).map { column in
            isAliased[column]
                ? [Double](repeating: 0, count: size) : solve((0..<size).map { $0 == column ? 1 : 0 })
        }
        return (0..<size).map { row in (0..<size).map { (columns[row][$0] + columns[$0][row]) / 2 } }
    }
}
