extension ContingencyTable {
    /// A table of two factors from its rows; without names the levels are numbered.
    public init(rows: [[Int]], rowNames: [String]? = nil, columnNames: [String]? = nil) {
        let width = rows.first?.count ?? 0
        self.init(
            levels: [
                rowNames ?? (0..<rows.count).map { "\($0 + 1)" }, columnNames ?? (0..<width).map { "\($0 + 1)" },
            ], counts: (0..<width).flatMap { column in rows.map { $0[column] } })
    }

    /// The counts of two factors row by row.
    func rows() throws(AnalysisError) -> [[Double]] {
        guard levels.count == 2 else { throw AnalysisError("'x' must be a matrix") }
        return try stratum(0)
    }

    /// The counts of the first two factors, row by row, at one combination of the others.
    func stratum(_ index: Int) throws(AnalysisError) -> [[Double]] {
        let (height, width) = (levels[0].count, levels[1].count)
        guard counts.count >= (index + 1) * height * width else { throw AnalysisError("counts are missing") }
        guard counts.allSatisfy({ $0 >= 0 }) else {
            throw AnalysisError("all entries of 'x' must be nonnegative and finite")
        }
        return (0..<height).map { row in
            (0..<width).map { Double(counts[index * height * width + $0 * height + row]) }
        }
    }

    /// Numbers of the same shape as the counts of two factors, named alike.
    func named(_ rows: [[Double]]) -> RObject {
        var object = RObject.matrix(
            rows.map { $0.map { $0 } }, rowNames: levels[0], columnNames: levels[1])
        if titles.contains(where: { !$0.isEmpty }) { object.dimensionTitles = titles }
        return object
    }
}

/// A table of counts with its margins.
struct Margins {
    let rows: [[Double]]
    let rowSums: [Double]
    let columnSums: [Double]
    let total: Double

    init(_ rows: [[Double]]) {
        self.rows = rows
        rowSums = rows.map { $0.reduce(0, +) }
        columnSums = (rows.first ?? []).indices.map { column in rows.reduce(0) { $0 + $1[column] } }
        total = rowSums.reduce(0, +)
    }

    /// What independence lets expect.
    var expected: [[Double]] { rowSums.map { row in columnSums.map { row * $0 / total } } }
    /// (rows - 1)(columns - 1)
    var df: Double { Double((rowSums.count - 1) * (columnSums.count - 1)) }

    /// Something computed in each cell from its count, its expectation and the two margins.
    func map(_ cell: (_ count: Double, _ expected: Double, _ row: Double, _ column: Double) -> Double) -> [[Double]] {
        zip(rows, rowSums).map { counts, row in
            zip(counts, columnSums).map { cell($0, row * $1 / total, row, $1) }
        }
    }

    /// The sum over all cells.
    func sum(_ cell: (_ count: Double, _ expected: Double) -> Double) -> Double {
        map { count, expected, _, _ in cell(count, expected) }.reduce(0) { $0 + $1.reduce(0, +) }
    }
}
