/// Tests of all pairs of groups, with p-values corrected for their number.
///
/// Source: R's `pairwise.t.test` and `pairwise.wilcox.test`.
/// Releases: for t tests count, sum and sum of squares of each group; for Wilcoxon's the rank sums of each pair.
public enum PairwiseTests {
    /// t tests of all pairs, with one standard deviation for all groups or two for each pair.
    public static func tTest(
        _ groups: [SampleGroup], adjust: PAdjust = .holm, pooledSD: Bool = true, alternative: Alternative = .twoSided,
        dataName: String
    ) throws(AnalysisError) -> RObject {
        let df = groups.reduce(0.0) { $0 + Double($1.moments.count - 1) }
        let pooled = groups.reduce(0.0) { $0 + $1.moments.variance * Double($1.moments.count - 1) } / df
        let table = try comparisons(groups.map(\.label), adjust) { (row, column) throws(AnalysisError) in
            let (x, y) = (groups[row].moments, groups[column].moments)
            guard pooledSD else {
                let test = try TTest.twoSample(x, y, alternative: alternative, dataName: dataName)
                return test["p.value"]?.doubles.first ?? .nan
            }
            let error = (pooled * (1 / Double(x.count) + 1 / Double(y.count))).squareRoot()
            return alternative.pValue(.studentsT((x.mean - y.mean) / error, df: df))
        }
        return result(
            "t tests with \(pooledSD ? "pooled" : "non-pooled") SD", dataName, table, adjust)
    }

    /// Wilcoxon's rank sum tests of all pairs.
    ///
    /// `pairs` holds for every two of `groups` the rank sums among the two alone, in either order.
    public static func wilcoxon(
        _ pairs: [RankSums], groups: [String], adjust: PAdjust = .holm, exact: Bool? = nil, correct: Bool = true,
        alternative: Alternative = .twoSided, dataName: String
    ) throws(AnalysisError) -> RObject {
        var method = ""
        let table = try comparisons(groups, adjust) { (row, column) throws(AnalysisError) in
            let labels = [groups[row], groups[column]]
            guard let ranks = pairs.first(where: { $0.groups == labels || $0.groups == labels.reversed() }) else {
                throw AnalysisError("ranks of a pair of groups are missing")
            }
            let test = try WilcoxonTest.rankSum(
                ranks.groups == labels ? ranks : ranks.swapped, alternative: alternative, exact: exact,
                correct: correct, dataName: dataName)
            if case .texts(let texts)? = test["method"]?.content { method = (texts.first ?? nil) ?? "" }
            return test["p.value"]?.doubles.first ?? .nan
        }
        return result(method, dataName, table, adjust)
    }

    /// Below the diagonal the adjusted p-values, later groups against earlier ones.
    private static func comparisons(
        _ labels: [String], _ adjust: PAdjust, _ compare: (Int, Int) throws(AnalysisError) -> Double
    ) throws(AnalysisError) -> RObject {
        guard labels.count > 1 else { throw AnalysisError("not enough groups") }
        var cells: [(row: Int, column: Int)] = []
        var values: [Double] = []
        for column in 0..<(labels.count - 1) {
            for row in (column + 1)..<labels.count {
                cells.append((row, column))
                values.append(try compare(row, column))
            }
        }
        var rows = [[Double?]](repeating: Array(repeating: nil, count: labels.count - 1), count: labels.count - 1)
        for (cell, p) in zip(cells, adjust.adjust(values)) { rows[cell.row - 1][cell.column] = p.isNaN ? nil : p }
        return .matrix(rows, rowNames: Array(labels.dropFirst()), columnNames: Array(labels.dropLast()))
    }

    private static func result(_ method: String, _ dataName: String, _ table: RObject, _ adjust: PAdjust) -> RObject {
        .list(
            [
                ("method", .text(method)), ("data.name", .text(dataName)), ("p.value", table),
                ("p.adjust.method", .text(adjust.rawValue)),
            ], kind: "pairwise.htest")
    }
}

extension RankSums {
    /// The same with the groups the other way round.
    fileprivate var swapped: RankSums {
        RankSums(
            groups: groups.reversed(), counts: counts.reversed(), twiceRankSums: twiceRankSums.reversed(),
            tieSquares: tieSquares, tieCubes: tieCubes)
    }
}
