/// The likeliest and the least likely way to fill the remaining columns of a table, for each remainder of its rows.
struct PathBounds {
    static let tooLarge = AnalysisError("the table is too large for the exact test")

    /// The logarithms of k!.
    let logFactorial: [Double]
    /// The sums of the columns in the order they are filled.
    let columns: [Int]
    private var known: [[[Int]: (longest: Double, shortest: Double)]]
    private var steps = 0

    init(logFactorial: [Double], columns: [Int]) {
        self.logFactorial = logFactorial
        self.columns = columns
        known = Array(repeating: [:], count: columns.count + 1)
    }

    /// The largest and the smallest logarithm of the multinomial coefficients' product from this stage on.
    mutating func bounds(_ node: [Int], _ stage: Int) throws(AnalysisError) -> (longest: Double, shortest: Double) {
        guard stage < columns.count else { return (0, 0) }
        if let found = known[stage][node] { return found }
        if stage == columns.count - 1 {
            let log = logFactorial[columns[stage]] - node.reduce(0) { $0 + logFactorial[$1] }
            return (log, log)
        }
        var (longest, shortest) = (-Double.infinity, Double.infinity)
        for arc in try arcs(node, columns[stage]) {
            steps += 1
            guard steps <= FreemanHalton.limit else { throw Self.tooLarge }
            let rest = try bounds(arc.node, stage + 1)
            longest = max(longest, arc.log + rest.longest)
            shortest = min(shortest, arc.log + rest.shortest)
        }
        known[stage][node] = (longest, shortest)
        return (longest, shortest)
    }

    /// All ways to take a column's sum from the rows, with the rows that remain in ascending order.
    func arcs(_ node: [Int], _ column: Int) throws(AnalysisError) -> [(node: [Int], log: Double)] {
        let ways = node.dropLast().reduce(1.0) { $0 * Double(min($1, column) + 1) }
        guard ways <= Double(FreemanHalton.limit) else { throw Self.tooLarge }
        var found: [(node: [Int], log: Double)] = []
        var rest = node
        let behind = node.indices.map { node[($0 + 1)...].reduce(0, +) }
        func place(_ row: Int, _ left: Int, _ log: Double) {
            if row == node.count - 1 {
                rest[row] = node[row] - left
                found.append((rest.sorted(), log - logFactorial[left]))
                return
            }
            for taken in stride(from: max(0, left - behind[row]), through: min(left, node[row]), by: 1) {
                rest[row] = node[row] - taken
                place(row + 1, left - taken, log - logFactorial[taken])
            }
        }
        place(0, column, logFactorial[column])
        return found
    }
}
