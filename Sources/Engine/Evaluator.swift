import Fields
import Language
import MPC
import SecretSharing
import Study
import Wire

/// Turns the private expressions of a plan into shares. Every value that several parts of a plan use is computed once.
///
/// All three nodes evaluate the same plan in the same order, so that the steps of their sessions meet.
struct Evaluator {
    let tables: [String: SharedTable]
    let session: Session
    private var selections: [TableExpression: Shared<Mersenne61>] = [:]
    var truths: [LogicalExpression: Truth] = [:]
    private var steps = 0

    init(tables: [String: SharedTable], session: Session) {
        self.tables = tables
        self.session = session
    }

    var role: Role { session.role }

    /// A session for the next operation; numbered in the order of evaluation.
    mutating func next(_ label: String) -> Session {
        steps += 1
        return session[label][steps]
    }

    // MARK: Tables

    /// The loaded table behind a table expression.
    func base(_ table: TableExpression) throws -> SharedTable {
        switch table {
        case .subset(let inner, _): return try base(inner)
        case .rbind: throw Problem("bad-plan", "a pooled table has no shares of its own")
        case .load(_, let name):
            guard let shares = tables[name] else {
                throw Problem("unknown-table", "the job was started without the table \(name)")
            }
            return shares
        }
    }

    /// The number of physical rows behind a table expression.
    func rows(_ table: TableExpression) throws -> Int {
        switch table {
        case .load: try base(table).rows
        case .subset(let inner, _): try rows(inner)
        case .rbind(let parts): try parts.reduce(0) { try $0 + rows($1.table) }
        }
    }

    /// 1 for each row that the expression keeps; nil where it keeps all.
    mutating func selection(_ table: TableExpression) throws -> Shared<Mersenne61>? {
        if case .rbind(let parts) = table { return try pooledSelection(parts) }
        guard case .subset(let inner, let condition) = table else { return nil }
        if let known = selections[table] { return known }
        let kept = try truth(condition).isTrue
        let outer = try selection(inner)
        let both = try outer.map { try next("subset").multiply($0, kept) } ?? kept
        selections[table] = both
        return both
    }

    // MARK: Vectors

    /// The shares of a private vector.
    mutating func vector(_ expression: VectorExpression) throws -> PrivateVector {
        switch expression {
        case .column(let table, let column): return try self.column(column, of: table)
        case .combine(let parts):
            var joined: [PrivateVector] = []
            for part in parts { joined.append(try vector(part)) }
            return try combine(joined, as: try expression.type())
        case .arithmetic(let operation, let left, let right): return try arithmetic(operation, left, right)
        case .constant:
            throw Problem("bad-plan", "a plan holds a public number where a private vector is due")
        case .logical(let condition):
            let truth = try truth(condition)
            return PrivateVector(
                rows: truth.isTrue.count, values: .logical(truth.isTrue), selected: try selection(of: condition),
                valid: truth.isKnown)
        case .subset(let inner, let condition):
            let whole = try vector(inner)
            return try subset(whole, where: try truth(condition))
        case .choice(let condition, let first, let second):
            return try choice(condition, first, second, as: try expression.type())
        case .cut(let inner, let intervals): return try cut(try vector(inner), intervals)
        case .factor(let inner, let levels): return try factor(try vector(inner), levels)
        case .interaction(let left, let right): return try interaction(try vector(left), try vector(right))
        case .absolute(let inner): return try absolute(try vector(inner), as: try expression.type())
        case .floor(let inner): return try floor(try vector(inner), as: try expression.type())
        case .site(let table): return try site(table)
        case .origin(let parts): return try origin(parts)
        case .label:
            throw Problem("bad-plan", "a plan holds a public label where a private vector is due")
        }
    }

    private mutating func pooledSelection(_ parts: [TablePart]) throws -> Shared<Mersenne61>? {
        var masks: [Shared<Mersenne61>?] = []
        for part in parts { masks.append(try selection(part.table)) }
        guard masks.contains(where: { $0 != nil }) else { return nil }
        return .concatenating(
            try zip(masks, parts).map { mask, part in try mask ?? .ones(try rows(part.table), role: role) })
    }

    private mutating func column(_ column: Column, of table: TableExpression) throws -> PrivateVector {
        if case .rbind(let parts) = table.base {
            var joined: [PrivateVector] = []
            for part in parts { joined.append(try self.column(column, of: part.table)) }
            var pooled = try combine(joined, as: try VectorExpression.column(table, column).type())
            pooled.selected = try selection(table)
            return pooled
        }
        let shares = try base(table)
        func field(_ part: VectorLayout.Part) throws(Problem) -> Shared<Mersenne61> {
            let label = VectorLayout(column: column.name, part: part).label
            guard let vector = shares.fields[label] else { throw missing(label) }
            return vector
        }
        let selected = try selection(table)
        switch column.kind {
        case .factor(let levels):
            let indicators = try levels.indices.map { try field(.indicator($0)) }
            let valid = column.missing ? indicators.reduce(.zero(count: shares.rows), +) : nil
            return PrivateVector(
                rows: shares.rows, values: .factor(indicators, levels: levels), selected: selected, valid: valid)
        case .number(let scale):
            let planes = try (0..<scale.bits).map { bit throws(Problem) in
                let label = VectorLayout(column: column.name, part: .plane(bit)).label
                guard let plane = shares.bits[label] else { throw missing(label) }
                return plane
            }
            return PrivateVector(
                rows: shares.rows,
                values: .number(
                    try field(.value), planes: SharedPlanes(planes: planes, count: shares.rows),
                    bounds: DecimalType(scale)),
                selected: selected, valid: column.missing ? try field(.validity) : nil)
        }
    }

    private func missing(_ label: String) -> Problem {
        Problem("damaged-table", "the stored table lacks the vector \(label)", mend: "upload the table again")
    }

    /// The rows of a logical vector that count: those of the columns in it.
    mutating func selection(of condition: LogicalExpression) throws -> Shared<Mersenne61>? {
        guard let leaf = condition.leaf else { return nil }
        return try vector(leaf).selected
    }

    mutating func combine(_ parts: [PrivateVector], as type: VectorType) throws -> PrivateVector {
        let rows = parts.reduce(0) { $0 + $1.rows }
        let role = role
        func joined(_ pick: (PrivateVector) -> Shared<Mersenne61>?) -> Shared<Mersenne61>? {
            guard parts.contains(where: { pick($0) != nil }) else { return nil }
            return .concatenating(parts.map { pick($0) ?? .ones($0.rows, role: role) })
        }
        return PrivateVector(
            rows: rows, values: try combineValues(parts, as: type), selected: joined(\.selected), valid: joined(\.valid)
        )
    }

    private func combineValues(_ parts: [PrivateVector], as type: VectorType) throws -> PrivateVector.Values {
        switch type.kind {
        case .factor(let levels):
            let indicators = try levels.map { level in
                Shared.concatenating(
                    try parts.map { part in
                        guard case .factor(let own, let names) = part.values else { throw Self.mixed }
                        return names.firstIndex(of: level).map { own[$0] } ?? .zero(count: part.rows)
                    })
            }
            return .factor(indicators, levels: levels)
        case .logical:
            return .logical(
                .concatenating(
                    try parts.map { part in
                        guard case .logical(let truth) = part.values else { throw Self.mixed }
                        return truth
                    }))
        case .decimal(let bounds):
            let numbers = try parts.map { try number($0.values) }
            let value = Shared.concatenating(
                numbers.map { $0.value.scaled(by: Mersenne61.powerOfTen(bounds.decimals - $0.bounds.decimals)) })
            guard numbers.allSatisfy({ $0.planes != nil && $0.bounds == bounds }), var planes = numbers[0].planes else {
                return .number(value, planes: nil, bounds: bounds)
            }
            for number in numbers.dropFirst() { if let more = number.planes { planes.append(more) } }
            return .number(value, planes: planes, bounds: bounds)
        }
    }

    private mutating func subset(_ vector: PrivateVector, where truth: Truth) throws -> PrivateVector {
        var result = vector
        let kept = try vector.selected.map { try next("select").multiply($0, truth.isTrue) } ?? truth.isTrue
        guard let isKnown = truth.isKnown else {
            result.selected = kept
            return result
        }
        // R keeps a row with a missing condition as a missing value.
        let unknown = isKnown.complement(role: role)
        let keptUnknown = try vector.selected.map { try next("select").multiply($0, unknown) } ?? unknown
        result.selected = kept + keptUnknown
        result.valid = try vector.valid.map { try next("select").multiply($0, truth.isTrue) } ?? truth.isTrue
        switch vector.values {
        case .number(let value, _, let bounds):
            let known = try next("select").multiply(value, truth.isTrue)
            result.values = .number(known, planes: nil, bounds: bounds)
        case .factor(let indicators, let levels):
            let step = next("select")
            result.values = .factor(
                try indicators.enumerated().map { try step[$0.offset].multiply($0.element, truth.isTrue) },
                levels: levels)
        case .logical(let isTrue):
            result.values = .logical(try next("select").multiply(isTrue, truth.isTrue))
        }
        return result
    }

    /// The values as numbers; logicals count as 0 and 1.
    func number(
        _ values: PrivateVector.Values
    ) throws(Problem) -> (value: Shared<Mersenne61>, planes: SharedPlanes?, bounds: DecimalType) {
        switch values {
        case .number(let value, let planes, let bounds): return (value, planes, bounds)
        case .logical(let isTrue): return (isTrue, nil, .bit)
        case .factor: throw Self.mixed
        }
    }

    static let mixed = Problem("bad-plan", "a plan mixes factors and numbers in one vector")
}

extension Mersenne61 {
    /// 10^exponent, for exponents that the types of a plan allow.
    static func powerOfTen(_ exponent: Int) -> Mersenne61 {
        (0..<max(0, exponent)).reduce(Mersenne61(1)) { power, _ in power * Mersenne61(10) }
    }
}
