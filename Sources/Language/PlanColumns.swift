import Study

/// The columns that a plan reads, apart by use: those that it analyses, and those that it selects or groups rows by.
struct PlanColumns {
    private(set) var analysed: [String] = []
    private(set) var grouping: [String] = []

    init(_ analysis: Analysis) {
        switch analysis {
        case .rows(let table): visit(.table(table), groups: true)
        case .joint(let statistic):
            for vector in statistic.vectors { visit(.vector(vector), groups: false) }
            for factor in statistic.factors { visit(.vector(factor), groups: true) }
        default:
            for part in analysis.parts { visit(part, groups: false) }
        }
    }

    private mutating func visit(_ part: ExpressionPart, groups: Bool) {
        switch part {
        case .table(let table):
            for part in table.parts { visit(part, groups: true) }
        case .vector(let vector):
            for part in vector.parts { visit(part, groups: groups) }
            if case .column(_, let column) = vector { note(column.name, groups: groups) }
        case .condition(let condition):
            for part in condition.parts { visit(part, groups: true) }
        }
    }

    private mutating func note(_ name: String, groups: Bool) {
        if groups, !grouping.contains(name) { grouping.append(name) }
        if !groups, !analysed.contains(name) { analysed.append(name) }
    }
}
