public import Language
import Study
public import Wire

extension CleartextEngine {
    /// A row of a table: where it was loaded from, and from which part of the pooled table around it.
    struct Row {
        let table: String
        let index: Int
        var part = 0
    }

    /// The rows that a table has, in order.
    func rows(_ table: TableExpression) throws(Problem) -> [Row] {
        switch table {
        case .load(_, let name):
            guard let columns = tables.tables[name] else { throw Problem("unknown-table", "no table \(name)") }
            return (0..<(columns.first?.value.count ?? 0)).map { Row(table: name, index: $0) }
        case .rbind(let parts):
            var all: [Row] = []
            for (index, part) in parts.enumerated() {
                all += try rows(part.table).map { Row(table: $0.table, index: $0.index, part: index) }
            }
            return all
        case .subset(let base, let condition):
            return zip(try rows(base), try truths(condition)).filter { $0.1 == true }.map(\.0)
        }
    }

    /// How many rows stand behind a vector at the nodes, selected or not.
    func physicalRows(_ source: RowSource) throws(Problem) -> Int {
        switch source {
        case .table(let table): return try physicalRows(table)
        case .selected(let inner, _): return try physicalRows(inner)
        case .combined(let parts):
            var count = 0
            for part in parts { count += try physicalRows(part) }
            return count
        }
    }

    private func physicalRows(_ table: TableExpression) throws(Problem) -> Int {
        switch table {
        case .load: return try rows(table).count
        case .subset(let inner, _): return try physicalRows(inner)
        case .rbind(let parts):
            var count = 0
            for part in parts { count += try physicalRows(part.table) }
            return count
        }
    }

    /// The values of a vector, in order: scaled integers, level indices, 0 and 1 of logicals; nil where missing.
    ///
    /// - Throws: `Problem` where the plan is none that the console makes.
    public func cells(_ vector: VectorExpression) throws(Problem) -> [CleartextTables.Cell] {
        switch vector {
        case .column(let table, let column):
            var cells: [Cell] = []
            for row in try rows(table) {
                guard let values = tables.tables[row.table]?[column.name] else {
                    throw Problem("unknown-column", column.name)
                }
                cells.append(values[row.index])
            }
            return cells
        case .combine(let parts):
            let type = try vector.type()
            var result: [Cell] = []
            for part in parts { result += try converted(part, to: type) }
            return result
        case .constant(let number): return [number.significand]
        case .label: return [0]
        case .logical(let condition): return try truths(condition).map { $0.map { $0 ? 1 : 0 } }
        case .subset(let inner, let condition):
            return zip(try cells(inner), try truths(condition)).compactMap { cell, truth -> Cell? in
                guard let truth else { return .some(nil) }
                return truth ? .some(cell) : nil
            }
        case .arithmetic(let operation, let left, let right): return try arithmetic(operation, left, right)
        case .choice(let condition, let first, let second):
            return try choice(condition, first, second, as: try vector.type())
        case .cut(let inner, let intervals): return try cut(inner, intervals)
        case .factor(let inner, let levels): return try factor(inner, levels)
        case .interaction(let left, let right):
            let count = Int128(try left.type().levels?.count ?? 0)
            return zip(try cells(left), try cells(right)).map { a, b in a.flatMap { a in b.map { a + $0 * count } } }
        case .absolute(let inner): return try cells(inner).map { $0.map { abs($0) } }
        case .floor(let inner):
            let unit = try inner.type().number?.unit ?? 1
            return try cells(inner).map { $0.map { Self.floor($0, unit: unit) } }
        case .site(let table): return try rows(table).map { Cell(Int128($0.part)) }
        case .origin(let parts):
            var result: [Cell] = []
            for (index, part) in parts.enumerated() { result += try cells(part).map { _ in Int128(index) } }
            return result
        }
    }

    private func arithmetic(
        _ operation: ArithmeticOperator, _ left: VectorExpression, _ right: VectorExpression
    ) throws(Problem) -> [Cell] {
        let (a, b) = (try cells(left), try cells(right))
        let (own, more) = (try decimals(left), try decimals(right))
        let places = max(own, more)
        return indices(a, b, left, right).map { index in
            guard let x = a[index % a.count], let y = b[index % b.count] else { return nil }
            switch operation {
            case .multiply: return x * y
            case .add: return Self.shift(x, places - own) + Self.shift(y, places - more)
            case .subtract: return Self.shift(x, places - own) - Self.shift(y, places - more)
            }
        }
    }

    /// The rows of an operation, of which a public operand has none.
    private func indices(
        _ a: [Cell], _ b: [Cell], _ left: VectorExpression, _ right: VectorExpression
    ) -> Range<Int> { 0..<(left.rows == nil ? b.count : a.count) }

    private func decimals(_ vector: VectorExpression) throws(Problem) -> Int {
        if case .constant(let number) = vector { return number.decimals }
        return try vector.type().number?.decimals ?? 0
    }

    /// The values at the scale, or by the levels, of a type that they fit.
    func converted(_ vector: VectorExpression, to type: VectorType) throws(Problem) -> [Cell] {
        let cells = try cells(vector)
        if let merged = type.levels {
            var levels = try vector.type().levels ?? []
            if case .label(let label) = vector { levels = [label] }
            return cells.map { $0.flatMap { merged.firstIndex(of: levels[Int($0)]) }.map { Int128($0) } }
        }
        let places = (type.number?.decimals ?? 0) - (try decimals(vector))
        return cells.map { $0.map { Self.shift($0, places) } }
    }

    static func shift(_ value: Int128, _ places: Int) -> Int128 {
        (0..<max(0, places)).reduce(value) { value, _ in value * 10 }
    }
}
