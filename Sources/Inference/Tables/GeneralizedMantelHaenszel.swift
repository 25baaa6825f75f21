/// The test of conditional independence for factors with more than two levels.
///
/// Source: R's `mantelhaen.test`; Landis, Heyman and Koch 1978; Agresti, Categorical Data Analysis, 6.3.5.
enum GeneralizedMantelHaenszel {
    /// M^2 = (n - m)' V^-1 (n - m), all but the last row and column of the counts, summed over the strata.
    static func test(_ strata: [Margins], dataName: String) throws(AnalysisError) -> RObject {
        guard let first = strata.first else { throw AnalysisError("no strata") }
        let (height, width) = (first.rowSums.count - 1, first.columnSums.count - 1)
        var excess = [Double](repeating: 0, count: height * width)
        var covariance = [[Double]](repeating: excess, count: height * width)
        for stratum in strata {
            let n = stratum.total
            let scale = n * n * (n - 1)
            for index in excess.indices {
                let (row, column) = (index % height, index / height)
                let (r, c) = (stratum.rowSums[row], stratum.columnSums[column])
                excess[index] += stratum.rows[row][column] - r * c / n
                for other in excess.indices {
                    let (row2, column2) = (other % height, other / height)
                    let acrossRows = (row == row2 ? n * r : 0) - r * stratum.rowSums[row2]
                    let acrossColumns = (column == column2 ? n * c : 0) - c * stratum.columnSums[column2]
                    covariance[index][other] += acrossRows * acrossColumns / scale
                }
            }
        }
        guard let solution = LinearSystem.solve(covariance, excess) else {
            throw AnalysisError("singular matrix 'a' in solve")
        }
        let statistic = zip(excess, solution).reduce(0) { $0 + $1.0 * $1.1 }
        let df = Double(height * width)
        return HTest.object([
            ("statistic", .number(statistic, name: "Cochran-Mantel-Haenszel M^2")),
            ("parameter", .number(df, name: "df")),
            ("p.value", .number(Distribution.pchisq(statistic, df: df, lowerTail: false))),
            ("method", .text("Cochran-Mantel-Haenszel test")), ("data.name", .text(dataName)),
        ])
    }
}
