import Fields
import Language
import MPC
import SecretSharing
import Statistics
import Study

/// What the rules ask of numbers before sums, tests or models of them are released.
extension Engine {
    /// Notes what has to hold of derived vectors: no condition in them picks or leaves out too few rows, and no part of
    /// them is the same number in all rows but a few.
    ///
    /// - Parameter mask: 1 where a row counts; nil where all do.
    /// - Communication: per condition up to two products a row and path and 16 bytes, 2 hops beside its own; for parts see
    ///   ``differing(_:mask:in:)``.
    func demand(
        _ expressions: [VectorExpression], mask: Shared<Mersenne61>?, _ evaluator: inout Evaluator
    ) throws {
        guard policy.minimumGroup > 1 else { return }
        for expression in expressions {
            for selection in Set(expression.innerSelections).sorted(by: { $0.text < $1.text }) {
                let counts = try counts(selection, of: expression, mask, &evaluator)
                pending.require(Requirement(.innerSelection, counts, atLeast: policy.minimumGroup, orZero: true))
            }
            for part in Set(expression.nonlinearParts).sorted(by: { $0.text < $1.text }) {
                let vector = try evaluator.vector(part)
                let own = vector.rows == mask?.count || mask == nil && vector.selected == nil ? mask : vector.selected
                let value = try evaluator.number(vector.values).value
                let counts = try differing(value, mask: own, in: evaluator.next("alike"))
                pending.require(Requirement(.innerSelection, counts, atLeast: policy.minimumGroup, orZero: true))
            }
        }
    }

    /// How many rows the last condition of a selection picks and leaves out.
    private func counts(
        _ selection: InnerSelection, of whole: VectorExpression, _ mask: Shared<Mersenne61>?,
        _ evaluator: inout Evaluator
    ) throws -> Shared<Mersenne61> {
        let truth = try evaluator.truth(selection.condition)
        var counting = selection.rows == whole ? mask : try evaluator.vector(selection.rows).selected
        for branch in selection.path {
            let step = try evaluator.truth(branch.condition)
            counting = try evaluator.both(counting, branch.isTrue ? step.isTrue : step.isFalse(role: session.role))
        }
        let sides = [truth.isTrue, truth.isFalse(role: session.role)]
        guard let counting else { return .concatenating(sides.map { $0.sum() }) }
        return try evaluator.next("inner selection").matrixProduct(rows: [counting], columns: sides)
    }

    /// For k values of the vector how many of the rows that count have another value.
    ///
    /// If all rows but fewer than k shared one value, one of the first k rows would have it. With running counts of the
    /// mask the t-th of these rows is the one at which the count is t.
    ///
    /// - Returns: k = `minimumGroup` numbers of rows.
    /// - Communication: k equality tests and 16 bytes a row, 10 hops; as many more to find the rows where there is a mask.
    private func differing(
        _ value: Shared<Mersenne61>, mask: Shared<Mersenne61>?, in session: Session
    ) throws -> Shared<Mersenne61> {
        let (k, rows) = (min(policy.minimumGroup, value.count), value.count)
        guard k > 0 else { return .zero(count: 0) }
        var first = (0..<k).map { value[$0] }
        if let mask {
            let running = mask.prefixSums()
            let places = try session["places"].isZero(
                .concatenating((1...k).map { running.adding(-Mersenne61(UInt64($0)), role: session.role) }))
            let found = try session["place bits"].toField(places).split(Array(repeating: rows, count: k))
            let selected = try session["selected"].multiply(mask, value)
            let values = try session["values"].matrixProduct(rows: [selected], columns: found)
            first = (0..<k).map { values[$0] }
        }
        let same = try session["same"].isZero(.concatenating(first.map { value - $0.repeated(rows) }))
        let bits = try session["same bits"].toField(same).split(Array(repeating: rows, count: k))
        let total = Count.selected(mask: mask, rows: rows, role: session.role)
        guard let mask else { return .concatenating(bits.map { total - $0.sum() }) }
        return total.repeated(k) - (try session["count"].matrixProduct(rows: [mask], columns: bits))
    }

    /// Notes that no row may make up more than half of the sum of its cell.
    ///
    /// Amounts are taken from 0, or from the lower bound where that is negative.
    ///
    /// - Communication: 8 bytes a row, 1 hop; where there are several cells 8 bytes a cell and 8 a row more, 2 hops.
    func demandNoDominance(
        _ value: Shared<Mersenne61>, _ bounds: DecimalType, cells: [Shared<Mersenne61>?], in session: Session
    ) throws {
        guard policy.limitsDominance, let lower = Int64(exactly: min(0, bounds.minimum)) else { return }
        var amounts = value.adding(-Mersenne61(signed: lower), role: session.role)
        let masks = cells.compactMap(\.self)
        if let first = masks.first {
            amounts = try session["amounts"].multiply(masks.dropFirst().reduce(first, +), amounts)
        }
        var limits = amounts.sum().repeated(amounts.count)
        if masks.count > 1 {
            let sums = try session["sums"].matrixProduct(rows: masks, columns: [amounts])
            limits = try session["limits"].multiplyAdding(
                masks.indices.map { (masks[$0], sums[$0].repeated(amounts.count)) })
        }
        pending.require(Requirement(.dominance, limits - amounts.scaled(by: 2), atLeast: 0, orZero: false))
    }

    /// Notes what a model has to fulfil: enough rows for its parameters, and enough in and out of each level.
    ///
    /// - Parameters:
    ///   - parameters: with the intercept.
    ///   - columns: vectors that may be levels, those with the bounds 0 and 1.
    func demandRows(
        _ parameters: Int, _ columns: [PrivateVector], mask: Shared<Mersenne61>?, rows: Int,
        _ evaluator: inout Evaluator
    ) throws {
        guard policy.limitsParameters else { return }
        let total = Count.selected(mask: mask, rows: rows, role: session.role)
        let least = max((100 * parameters + 32) / 33, parameters + 10)
        pending.require(Requirement(.parameters, total, atLeast: least, orZero: false))
        var levels: [Shared<Mersenne61>] = []
        for column in columns {
            let (value, _, bounds) = try evaluator.number(column.values)
            if bounds.decimals == 0, bounds.minimum >= 0, bounds.maximum <= 1 { levels.append(value) }
        }
        guard !levels.isEmpty else { return }
        let ones =
            try mask.map { try evaluator.next("levels").matrixProduct(rows: [$0], columns: levels) }
            ?? .concatenating(levels.map { $0.sum() })
        let counts = Shared.concatenating([ones, total.repeated(levels.count) - ones])
        pending.require(Requirement(.parameters, counts, atLeast: policy.minimumGroup, orZero: true))
    }
}

extension InnerSelection {
    /// In the order of which all nodes look at selections.
    fileprivate var text: String {
        (path.map { "\($0.isTrue) \($0.condition.text)" } + [condition.text]).joined(separator: "\n")
    }
}
