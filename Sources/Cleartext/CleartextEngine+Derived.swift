import Language
import Wire

extension CleartextEngine {
    /// `ifelse`, with public operands repeated.
    func choice(
        _ condition: LogicalExpression, _ first: VectorExpression, _ second: VectorExpression, as type: VectorType
    ) throws(Problem) -> [Cell] {
        let (a, b) = (try converted(first, to: type), try converted(second, to: type))
        return try truths(condition).enumerated().map { index, truth in
            truth.flatMap { $0 ? a[index % a.count] : b[index % b.count] }
        }
    }

    /// `cut`: the last break that a value lies above.
    func cut(_ vector: VectorExpression, _ intervals: Intervals) throws(Problem) -> [Cell] {
        let cells = try cells(vector)
        var above: [[Bool?]] = []
        for (operation, point) in zip(intervals.comparisons, intervals.breaks) {
            guard let point else {
                let isFirst = above.isEmpty
                above.append(cells.map { $0.map { _ in isFirst } })
                continue
            }
            above.append(try compare(operation, vector, .number(point)))
        }
        return cells.indices.map { row in
            let place = above.lastIndex { $0[row] == true }
            return place.flatMap { $0 < intervals.labels.count ? Int128($0) : nil }
        }
    }

    /// `factor`: the level that a value stands for, levels of one name being one.
    func factor(_ vector: VectorExpression, _ levels: [FactorLevel]) throws(Problem) -> [Cell] {
        let (labels, type) = (levels.labels, try vector.type())
        return try cells(vector).map { cell in
            guard let cell else { return nil }
            let found = levels.first { level in
                switch level.value {
                case .label(let label): type.levels?[Int(cell)] == label
                case .number(let number): number.scaled(toDecimals: type.number?.decimals ?? 0) == cell
                }
            }
            return found.flatMap { labels.firstIndex(of: $0.label) }.map { Int128($0) }
        }
    }
}
