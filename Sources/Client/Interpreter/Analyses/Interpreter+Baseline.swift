import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// What the columns of a baseline table are compared in.
    private struct Groups {
        /// nil where all rows are one group.
        let grouping: Grouping?
        let labels: [String]
        let counts: [Int]
    }

    func describe(_ arguments: Arguments) throws(Problem) -> Value {
        let factor = try baselineFactor(arguments)
        let columns = try baselineColumns(try arguments.need("x"), arguments).filter { $0.vector != factor }
        guard let first = columns.first?.vector else { throw arguments.unfit(try arguments.need("x"), "columns") }
        let groups = try baselineGroups(factor, sample: first, at: arguments.call)
        let headings = zip(groups.labels, groups.counts).map { "\($0) (n=\($1))" }
        let digits = try arguments.number("digits", default: 1)
        guard (0...9).contains(digits) else { throw arguments.unfit(try arguments.need("digits"), "0 to 9 places") }
        var table = BaselineTable(
            groups: headings, digits: Int(digits), hasTests: factor != nil && groups.labels.count > 1)
        for column in columns {
            if try column.vector.type().number == nil {
                try describe(factor: column, groups, into: &table, at: arguments.call)
            } else {
                try describe(number: column, groups, into: &table, at: arguments.call)
            }
        }
        return .object(table.object)
    }

    /// The columns of a table, of a list, or a single one.
    private func baselineColumns(
        _ bound: Arguments.Bound, _ arguments: Arguments
    ) throws(Problem) -> [(name: String, vector: VectorExpression)] {
        switch bound.value {
        case .table(let table):
            var columns: [(name: String, vector: VectorExpression)] = []
            for name in table.names(in: study.codebook) {
                columns.append((name, try table.column(named: name, in: study.codebook)))
            }
            return columns
        case .vector(let vector): return [(bound.place.columnName ?? bound.place.deparsed, vector)]
        case .list(let items):
            var columns: [(name: String, vector: VectorExpression)] = []
            for (index, item) in items.enumerated() {
                guard case .vector(let vector) = item.value else { throw arguments.unfit(bound, "private columns") }
                columns.append((item.name ?? "column \(index + 1)", vector))
            }
            return columns
        default: throw arguments.unfit(bound, "a private table or columns")
        }
    }

    private func baselineFactor(_ arguments: Arguments) throws(Problem) -> VectorExpression? {
        guard let bound = arguments.named["by"] else { return nil }
        switch bound.value {
        case .null: return nil
        case .vector(let vector): return vector
        case .texts(let names):
            guard case .table(let table) = try arguments.need("x").value, names.count == 1, let name = names[0] else {
                break
            }
            return try table.column(named: name, in: study.codebook)
        default: break
        }
        throw arguments.unfit(bound, "a private factor, or the name of a column of the table")
    }

    private func baselineGroups(
        _ factor: VectorExpression?, sample: VectorExpression, at place: Expression
    ) throws(Problem) -> Groups {
        guard let factor else {
            guard case .numbers(let rows) = try analyse(.length(sample), at: place), let n = rows.values[0].double
            else {
                throw Self.malformed
            }
            return Groups(grouping: nil, labels: ["all"], counts: [Int(n)])
        }
        let grouping = try Grouping(factor, label: "by")
        let table = try crossTable([grouping], at: place)
        return Groups(grouping: grouping, labels: table.levels[0], counts: table.counts)
    }

    private func describe(
        number column: (name: String, vector: VectorExpression), _ groups: Groups, into table: inout BaselineTable,
        at place: Expression
    ) throws(Problem) {
        let by = groups.grouping.map { [$0] } ?? []
        let found = Dictionary(try moments(of: column.vector, by: by, at: place).map { ($0.label, $0.moments) }) {
            first, _ in first
        }
        let samples = groups.labels.map { found[groups.grouping == nil ? "" : $0] ?? SampleMoments([]) }
        var quartiles: [[Double?]] = []
        for label in groups.labels {
            let rows =
                try groups.grouping.map { (grouping) throws(Problem) in
                    try column.vector.leaving(try grouping.condition(label))
                } ?? column.vector
            let points = [25, 50, 75].map { ExactDecimal(significand: $0, decimals: 2) }
            guard
                case .numbers(let numbers) = try analyse(
                    .quantile(rows, probabilities: points, naRemove: true), at: place)
            else { throw Self.malformed }
            quartiles.append(numbers.values.map(\.double))
        }
        let places = table
        table.append(heading: column.name)
        var means = BaselineTable.Row(
            label: "  mean (SD)",
            cells: samples.map { "\(places.text($0.mean)) (\(places.text($0.variance.squareRoot())))" })
        var medians = BaselineTable.Row(
            label: "  median [Q1, Q3]",
            cells: quartiles.map { "\(places.text($0[1])) [\(places.text($0[0])), \(places.text($0[2]))]" })
        if table.hasTests, let grouping = groups.grouping {
            let isTwo = groups.labels.count == 2
            means.p = try? Self.probability(
                isTwo
                    ? TTest.twoSample(samples[0], samples[1], dataName: column.name)
                    : OneWayTest.test(samples, dataName: column.name))
            means.test = isTwo ? "Welch's t" : "Welch's F"
            let ranks = try rankSums(of: column.vector, by: grouping, at: place)
            medians.p = try? Self.probability(
                isTwo
                    ? WilcoxonTest.rankSum(ranks, dataName: column.name)
                    : KruskalWallisTest.test(ranks, dataName: column.name))
            medians.test = isTwo ? "Wilcoxon" : "Kruskal-Wallis"
        }
        table.append(means)
        table.append(medians)
        table.append(missing: zip(groups.counts, samples).map { max(0, $0 - $1.count) })
    }

    private func describe(
        factor column: (name: String, vector: VectorExpression), _ groups: Groups, into table: inout BaselineTable,
        at place: Expression
    ) throws(Problem) {
        let grouping = try Grouping(column.vector, label: column.name)
        let found = try crossTable([grouping] + (groups.grouping.map { [$0] } ?? []), at: place)
        let size = found.levels[0].count
        // A group of which no row has a value is left out of the cells of a factor whose levels are found.
        let cells = groups.labels.map { label -> [Int] in
            let index = groups.grouping == nil ? 0 : found.levels[1].firstIndex(of: label)
            return index.map { Array(found.counts[$0 * size..<($0 + 1) * size]) } ?? [Int](repeating: 0, count: size)
        }
        let complete = cells.map { $0.reduce(0, +) }
        let test = table.hasTests ? Self.independence(found) : nil
        table.append(heading: column.name, p: test?.p, test: test?.name ?? "")
        for (level, label) in found.levels[0].enumerated() {
            let texts = cells.indices.map { table.text(cells[$0][level], of: complete[$0]) }
            table.append(BaselineTable.Row(label: "  \(label)", cells: texts))
        }
        table.append(missing: zip(groups.counts, complete).map { max(0, $0 - $1) })
    }

    /// The chi-squared test, or Fisher's where a count below 5 is expected (Cochran 1954); levels without rows are left out.
    private static func independence(_ table: ContingencyTable) -> (p: Double, name: String)? {
        let table = table.droppingEmpty([true, true])
        guard table.levels.count == 2, table.levels.allSatisfy({ $0.count > 1 }) else { return nil }
        let (rows, columns) = (table.levels[0].count, table.levels[1].count)
        let rowSums = (0..<rows).map { row in (0..<columns).reduce(0) { $0 + table.counts[row + $1 * rows] } }
        let columnSums = (0..<columns).map { column in (0..<rows).reduce(0) { $0 + table.counts[$1 + column * rows] } }
        let smallest = (rowSums.min() ?? 0) * (columnSums.min() ?? 0)
        let isSmall = smallest < 5 * columnSums.reduce(0, +)
        if isSmall, let p = try? probability(FisherTest.test(table, dataName: "")) { return (p, "Fisher") }
        return (try? probability(ChiSquaredTest.independence(table, dataName: ""))).map { ($0, "chi-squared") }
    }

    private static func probability(_ test: RObject) throws -> Double { test["p.value"]?.doubles.first ?? .nan }
}
