import Inference
import Language
import Study
import Wire

/// Computes plans in the clear, row by row, as the joint computation must answer them.
struct CleartextEngine {
    let tables: CleartextTables
    let policy: Policy

    typealias Cell = CleartextTables.Cell

    func run(_ plan: Plan) throws(Problem) -> Answer {
        switch plan.analysis {
        case .rows(let table): return .count(rows(table).filter(\.self).count)
        case .length(let vector): return .count(try cells(vector).count)
        case .frequency(let vector): return try frequency(vector)
        default: break
        }
        guard let vector = plan.analysis.vector else { throw Problem("bad-plan", "no vector") }
        let decimals = try vector.type().number?.decimals ?? 0
        let all = try cells(vector)
        let values = all.compactMap(\.self).sorted()
        if policy.naAsInR, !plan.analysis.naRemove, values.count < all.count {
            if case .quantile = plan.analysis {
                throw Problem("missing-values", "values are missing", mend: "add na.rm = TRUE")
            }
            return .number(.notAvailable(.missingValues))
        }
        let (sum, squares) = (values.reduce(0, +), values.map { $0 * $0 }.reduce(0, +))
        switch plan.analysis {
        case .sum: return .number(Moments.sum(sum, decimals: decimals))
        case .mean: return .number(Moments.mean(sum: sum, count: values.count, decimals: decimals))
        case .variance:
            return .number(Moments.variance(sum: sum, squares: squares, count: values.count, decimals: decimals))
        case .standardDeviation:
            return .number(
                Moments.standardDeviation(sum: sum, squares: squares, count: values.count, decimals: decimals))
        case .minimum:
            return .number(values.first.map { Moments.sum($0, decimals: decimals) } ?? .notAvailable(.tooFewValues))
        case .maximum:
            return .number(values.last.map { Moments.sum($0, decimals: decimals) } ?? .notAvailable(.tooFewValues))
        case .median: return .number(quantile(values, ExactDecimal(significand: 5, decimals: 1), decimals))
        case .quantile(_, let probabilities, _): return .vector(probabilities.map { quantile(values, $0, decimals) })
        case .rows, .length, .frequency, .joint: throw Problem("bad-plan", "not here")
        }
    }

    private func quantile(_ sorted: [Int128], _ probability: ExactDecimal, _ decimals: Int) -> Estimate {
        guard let exact = ExactRational(probability.significand, decimals: probability.decimals),
            let position = Quantile.position(of: exact, count: sorted.count)
        else { return .notAvailable(.tooFewValues) }
        let upper = position.upper.map { Int128(position.upperWeight) * sorted[$0 - 1] } ?? 0
        return position.finish(
            weighted: Int128(position.lowerWeight) * sorted[position.lower - 1] + upper, decimals: decimals)
    }

    private func frequency(_ vector: VectorExpression) throws(Problem) -> Answer {
        let type = try vector.type()
        let cells = try cells(vector).compactMap(\.self)
        switch type.kind {
        case .logical:
            return Frequency.table(falseCount: cells.count { $0 == 0 }, trueCount: cells.count { $0 == 1 })
        case .factor(let levels):
            return Frequency.table(
                levels: levels, counts: levels.indices.map { level in cells.count { $0 == Int128(level) } })
        case .decimal(let bounds):
            let parts = bounds.integerParts ?? 0...0
            var power: Int128 = 1
            for _ in 0..<bounds.decimals { power *= 10 }
            let floors = cells.map { $0 >= 0 ? $0 / power : -((power - 1 - $0) / power) }
            let counts = parts.map { part in floors.count { $0 == Int128(part) } }
            return Frequency.table(lowest: parts.lowerBound, counts: counts, trimmed: policy.extremes)
        }
    }

    private func rows(_ table: TableExpression) -> [Bool] {
        switch table {
        case .load(_, let name):
            return Array(repeating: true, count: tables.tables[name]?.first?.value.count ?? 0)
        case .rbind(let parts): return parts.flatMap { rows($0.table) }
        case .subset(let base, let condition):
            return zip(rows(base), truths(condition)).map { $0 && $1 == true }
        }
    }

    private func cells(_ vector: VectorExpression) throws(Problem) -> [Cell] {
        switch vector {
        case .column(let table, let column):
            if case .rbind(let parts) = table.base { return try pooled(parts, column, table) }
            guard let cells = tables.tables[base(table)]?[column.name] else { throw Problem("no-column", column.name) }
            return zip(rows(table), cells).filter(\.0).map(\.1)
        case .combine(let parts):
            let type = try vector.type()
            var result: [Cell] = []
            for part in parts { result += try converted(part, to: type) }
            return result
        case .constant(let number): return [number.significand]
        case .logical(let condition): return truths(condition).map { $0.map { $0 ? 1 : 0 } }
        case .subset(let inner, let condition):
            return zip(try cells(inner), truths(condition)).compactMap { cell, truth -> Cell? in
                guard let truth else { return .some(nil) }
                return truth ? .some(cell) : nil
            }
        case .arithmetic(let operation, let left, let right): return try arithmetic(operation, left, right)
        case .choice(let condition, let first, let second): return try choice(condition, first, second, as: try vector.type())
        case .label: return [0]
        case .cut(let inner, let intervals): return try cut(inner, intervals)
        case .factor(let inner, let levels): return try factor(inner, levels)
        case .interaction(let left, let right):
            let count = Int128(try left.type().levels?.count ?? 0)
            return zip(try cells(left), try cells(right)).map { a, b in a.flatMap { a in b.map { a + $0 * count } } }
        case .absolute(let inner): return try cells(inner).map { $0.map { abs($0) } }
        case .floor(let inner):
            let unit = try inner.type().number?.unit ?? 1
            return try cells(inner).map { $0.map { $0 >= 0 ? $0 / unit : -((unit - 1 - $0) / unit) } }
        case .site(let table):
            guard case .rbind(let parts) = table.base else { throw Problem("no-site", "not pooled") }
            let sites = parts.enumerated().flatMap { index, part in rows(part.table).map { _ in Cell(Int128(index)) } }
            return zip(rows(table), sites).filter(\.0).map(\.1)
        case .origin(let parts):
            var result: [Cell] = []
            for (index, part) in parts.enumerated() { result += try cells(part).map { _ in Int128(index) } }
            return result
        }
    }

    /// A column of a pooled table, of the rows that are kept.
    private func pooled(_ parts: [TablePart], _ column: Column, _ table: TableExpression) throws(Problem) -> [Cell] {
        var all: [Cell] = []
        for part in parts {
            guard let cells = tables.tables[base(part.table)]?[column.name] else { throw Problem("no-column", column.name) }
            all += cells
        }
        return zip(rows(table), all).filter(\.0).map(\.1)
    }

    private func choice(
        _ condition: LogicalExpression, _ first: VectorExpression, _ second: VectorExpression, as type: VectorType
    ) throws(Problem) -> [Cell] {
        let (a, b) = (try converted(first, to: type), try converted(second, to: type))
        return truths(condition).enumerated().map { index, truth in
            truth.flatMap { $0 ? a[index % a.count] : b[index % b.count] }
        }
    }

    private func cut(_ vector: VectorExpression, _ intervals: Intervals) throws(Problem) -> [Cell] {
        var above: [[Bool?]] = []
        for (operation, point) in zip(intervals.comparisons, intervals.breaks) {
            guard let point else {
                above.append(try cells(vector).map { $0.map { _ in above.isEmpty } })
                continue
            }
            above.append(try compare(operation, vector, .number(point)))
        }
        return try cells(vector).indices.map { row in
            let place = above.lastIndex { $0[row] == true }
            return place.flatMap { $0 < intervals.labels.count ? Int128($0) : nil }
        }
    }

    private func factor(_ vector: VectorExpression, _ levels: [FactorLevel]) throws(Problem) -> [Cell] {
        let (labels, type) = (levels.labels, try vector.type())
        return try cells(vector).map { cell in
            guard let cell else { return nil }
            let found = levels.first { level in
                switch level.value {
                case .label(let label): return type.levels?[Int(cell)] == label
                case .number(let number): return number.scaled(toDecimals: type.number?.decimals ?? 0) == cell
                }
            }
            return found.flatMap { labels.firstIndex(of: $0.label) }.map { Int128($0) }
        }
    }

    private func arithmetic(
        _ operation: ArithmeticOperator, _ left: VectorExpression, _ right: VectorExpression
    ) throws(Problem) -> [Cell] {
        let (a, b) = (try cells(left), try cells(right))
        let (own, more) = (try left.type().number?.decimals ?? 0, try right.type().number?.decimals ?? 0)
        let places = max(own, more)
        return (0..<max(a.count, b.count)).map { index in
            guard let x = a[index % a.count], let y = b[index % b.count] else { return nil }
            switch operation {
            case .multiply: return x * y
            case .add: return shift(x, places - own) + shift(y, places - more)
            case .subtract: return shift(x, places - own) - shift(y, places - more)
            }
        }
    }

    private func converted(_ vector: VectorExpression, to type: VectorType) throws(Problem) -> [Cell] {
        let (own, cells) = (try vector.type(), try cells(vector))
        if let levels = own.levels, let merged = type.levels {
            return cells.map { $0.flatMap { merged.firstIndex(of: levels[Int($0)]) }.map { Int128($0) } }
        }
        let places = (type.number?.decimals ?? 0) - (own.number?.decimals ?? 0)
        return cells.map { $0.map { shift($0, places) } }
    }

    private func shift(_ value: Int128, _ places: Int) -> Int128 {
        (0..<places).reduce(value) { value, _ in value * 10 }
    }

    private func base(_ table: TableExpression) -> String {
        switch table {
        case .load(_, let name): name
        case .rbind: ""
        case .subset(let inner, _): base(inner)
        }
    }

    private func truths(_ condition: LogicalExpression) -> [Bool?] {
        switch condition {
        case .not(let inner): return truths(inner).map { $0.map { !$0 } }
        case .isNA(let vector): return ((try? cells(vector)) ?? []).map { $0 == nil }
        case .vector(let vector): return ((try? cells(vector)) ?? []).map { $0.map { $0 == 1 } }
        case .and(let left, let right):
            return zip(truths(left), truths(right)).map { a, b in
                a == false || b == false ? false : a == nil || b == nil ? nil : true
            }
        case .or(let left, let right):
            return zip(truths(left), truths(right)).map { a, b in
                a == true || b == true ? true : a == nil || b == nil ? nil : false
            }
        case .compare(let operation, let vector, let comparand):
            return (try? compare(operation, vector, comparand)) ?? []
        }
    }

    private func compare(
        _ operation: ComparisonOperator, _ vector: VectorExpression, _ comparand: Comparand
    ) throws(Problem) -> [Bool?] {
        let (type, cells) = (try vector.type(), try cells(vector))
        switch comparand {
        case .label(let label):
            let index = type.levels?.firstIndex(of: label).map { Int128($0) }
            return cells.map { $0.map { ($0 == index) == (operation == .equal) } }
        case .number(let number):
            guard let bounds = type.number else { return [] }
            let comparison = IntegerComparison(operation, number, of: bounds)
            return cells.map { cell in
                guard let cell else { return nil }
                let passes =
                    switch comparison.test {
                    case .never: false
                    case .less(let threshold): cell < threshold
                    case .equal(let target): cell == target
                    }
                return passes != comparison.negated
            }
        case .vector(let other):
            let otherType = try other.type()
            if let own = type.levels, let more = otherType.levels {
                return zip(cells, try self.cells(other)).map { a, b in
                    guard let a, let b else { return nil }
                    return (own[Int(a)] == more[Int(b)]) == (operation == .equal)
                }
            }
            let places = max(type.number?.decimals ?? 0, otherType.number?.decimals ?? 0)
            return zip(cells, try self.cells(other)).map { a, b in
                guard let a, let b else { return nil }
                let x = shift(a, places - (type.number?.decimals ?? 0))
                let y = shift(b, places - (otherType.number?.decimals ?? 0))
                switch operation {
                case .equal: return x == y
                case .notEqual: return x != y
                case .less: return x < y
                case .lessOrEqual: return x <= y
                case .greater: return x > y
                case .greaterOrEqual: return x >= y
                }
            }
        }
    }
}
