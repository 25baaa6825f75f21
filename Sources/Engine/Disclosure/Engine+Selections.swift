import Fields
public import Language
import MPC
import SecretSharing
import Study
import Wire

extension Engine {
    /// So many numbers of masks of cells are kept of one query; more would take too much memory.
    private static var cellLimit: Int { 1 << 22 }

    /// The selections of a plan, without a release.
    public func selections(of plan: Plan) throws -> [RecordedSelection] {
        var evaluator = Evaluator(tables: tables, session: session["selections"])
        return try selections(of: plan, evaluator: &evaluator)
    }

    /// Compares the selections of a plan with each other, with their tables, and with earlier ones.
    ///
    /// - Returns: the selections of the plan, to be compared with later ones, and the earlier ones as they stand now.
    /// - Communication: up to 3 products a row, 8 bytes a pair of selections; 3 hops.
    func compareSelections(
        of plan: Plan, _ evaluator: inout Evaluator
    ) throws -> (new: [RecordedSelection], earlier: [RecordedSelection]) {
        let new = try selections(of: plan, evaluator: &evaluator)
        let earlier = try session["settle"].settled(self.earlier)
        var comparison = SelectionComparison(role: session.role)
        for (index, selection) in new.enumerated() {
            comparison.addComplement(of: selection)
            for other in new[..<index] { comparison.add(selection, other) }
            for old in earlier where old.key != selection.key { comparison.add(selection, old) }
        }
        let counts = try comparison.differences(in: session["compare selections"])
        if policy.looksAtRemainder, !ownTables.isEmpty {
            let rest = new.map { $0.count(outside: ownTables, role: session.role) }
            pending.require(
                Requirement(.remainder, .concatenating(rest), atLeast: policy.minimumGroup, orZero: true))
        }
        if counts.count > 0 {
            pending.require(Requirement(.differencing, counts, atLeast: policy.minimumGroup, orZero: true))
        }
        return (new, earlier)
    }

    private func selections(of plan: Plan, evaluator: inout Evaluator) throws -> [RecordedSelection] {
        let analysis = plan.analysis
        let sources = analysis.selections
        let (selected, complete, cells) = try masks(of: analysis, &evaluator)
        var (start, result) = (0, [RecordedSelection]())
        for source in sources {
            let tables = try source.tables.map { name in
                guard let table = self.tables[name] else {
                    throw Problem("unknown-table", "the job was started without the table \(name)")
                }
                return (name: name, rows: table.rows)
            }
            let range = start..<start + tables.reduce(0) { $0 + $1.rows }
            start = range.upperBound
            func record(
                _ kind: RecordedSelection.Kind, _ own: Shared<Mersenne61>?, _ all: Shared<Mersenne61>?
            ) -> RecordedSelection {
                RecordedSelection(
                    source: source.text, incomplete: analysis.incompleteTexts, columns: analysis.valueColumns,
                    kind: kind, tables: tables, selected: own.map { $0[range] }, complete: all.map { $0[range] })
            }
            result.append(record(.rows, source.isWhole ? nil : selected, complete))
            for (index, cell) in cells.enumerated() {
                result.append(record(.cell(index, of: analysis.groupTexts), cell, cell))
            }
        }
        return result
    }

    /// Which rows are selected, which of them are complete, and which of these are in each cell.
    private func masks(
        of analysis: Analysis, _ evaluator: inout Evaluator
    ) throws -> (selected: Shared<Mersenne61>?, complete: Shared<Mersenne61>?, cells: [Shared<Mersenne61>]) {
        switch analysis {
        case .rows(let table):
            let mask = try evaluator.selection(table)
            return (mask, mask, [])
        case .joint(let statistic):
            let inputs = try JointInputs(statistic, &evaluator)
            let count = inputs.factors.reduce(1) { $0 * $1.count }
            let isGrouped = !inputs.factors.isEmpty && count * inputs.rows <= Self.cellLimit
            return (inputs.selected, inputs.mask, isGrouped ? try inputs.cells(in: session["cell masks"]) : [])
        default:
            guard let expression = analysis.vector else { return (nil, nil, []) }
            let vector = try evaluator.vector(expression)
            guard analysis.skipsMissing else { return (vector.selected, vector.selected, []) }
            let complete = try evaluator.both(vector.selected, vector.valid)
            guard case .frequency = analysis else { return (vector.selected, complete, []) }
            var cells: [Shared<Mersenne61>] = []
            switch vector.values {
            case .factor(let indicators, _): cells = indicators
            case .logical(let isTrue):
                cells = [(vector.valid ?? .ones(vector.rows, role: session.role)) - isTrue, isTrue]
            case .number: break
            }
            guard cells.count * vector.rows <= Self.cellLimit else { return (vector.selected, complete, []) }
            if let own = vector.selected, !cells.isEmpty {
                cells = try session["cell masks"].multiply(cells.map { (own, $0) })
            }
            return (vector.selected, complete, cells)
        }
    }
}
