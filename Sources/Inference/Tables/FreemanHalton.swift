import Foundation

/// The exact test of independence in tables larger than two by two.
///
/// Columns are filled one after the other; what remains of the rows is a node, and paths to a node with the same
/// probability are one. A path whose every completion is likelier than the table observed is dropped, one whose every
/// completion is not is counted whole. Source: Mehta and Patel 1983.
struct FreemanHalton {
    /// How many steps are taken before the table counts as too large.
    static let limit = 5_000_000

    private let rowSums: [Int]
    private let columnSums: [Int]
    private let observed: Double
    private let logFactorial: [Double]

    /// From the counts row by row; empty rows and columns do not matter.
    init(_ rows: [[Double]]) {
        let margins = Margins(rows)
        let (down, across) = (
            margins.rowSums.filter { $0 > 0 }.map { Int($0) }, margins.columnSums.filter { $0 > 0 }.map { Int($0) }
        )
        // What is left of the margin with fewer levels makes fewer nodes.
        (rowSums, columnSums) = down.count <= across.count ? (down, across) : (across, down)
        var logs = [0.0]
        for k in stride(from: 1, through: Int(margins.total), by: 1) { logs.append(logs[k - 1] + log(Double(k))) }
        logFactorial = logs
        observed =
            columnSums.reduce(0) { $0 + logs[$1] } - rows.joined().reduce(0) { $0 + logs[Int($1)] }
    }

    /// The probability of all tables with these margins no likelier than the one observed.
    func pValue() throws(AnalysisError) -> Double {
        guard rowSums.count > 1, columnSums.count > 1 else { return 1 }
        let total = logWays(rowSums)
        let bound = observed + 1e-7
        var search = PathBounds(logFactorial: logFactorial, columns: columnSums.sorted(by: >))
        var (paths, p, steps) = ([rowSums.sorted(): [Int64(0): Path(log: 0, count: 1)]], 0.0, 0)
        for (stage, column) in search.columns.enumerated() {
            var next: [[Int]: [Int64: Path]] = [:]
            // In a fixed order, so that sums are rounded alike in every run.
            for (node, arriving) in paths.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                let ordered = arriving.sorted { $0.key < $1.key }.map(\.value)
                for arc in try search.arcs(node, column) {
                    let (longest, shortest) = try search.bounds(arc.node, stage + 1)
                    for path in ordered {
                        steps += 1
                        let log = path.log + arc.log
                        if log + longest <= bound {
                            p += path.count * exp(log + logWays(arc.node) - total)
                        } else if log + shortest <= bound {
                            let key = Int64((log * 1e9).rounded())
                            next[arc.node, default: [:]][key, default: Path(log: log, count: 0)].count += path.count
                        }
                    }
                    guard steps <= Self.limit else { throw PathBounds.tooLarge }
                }
            }
            paths = next
        }
        return min(1, p)
    }

    private struct Path {
        let log: Double
        var count: Double
    }

    /// The logarithm of the sum over all tables with these rows of the products of their multinomial coefficients.
    private func logWays(_ rows: [Int]) -> Double {
        logFactorial[rows.reduce(0, +)] - rows.reduce(0) { $0 + logFactorial[$1] }
    }
}
