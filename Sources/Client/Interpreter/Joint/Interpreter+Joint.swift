import Inference
import Language
import Study
import Wire

/// From the released integers of joint statistics to what tests and models are finished from.
extension Interpreter {
    /// Count, mean and central sums of a private number by group.
    ///
    /// - Parameter order: the highest power wanted: 1, 2 or 4.
    func moments(
        of vector: VectorExpression, by groupings: [Grouping] = [], order: Int = 2, at place: Expression
    ) throws(Problem) -> [(label: String, moments: SampleMoments)] {
        let statistic = JointStatistic(
            .moments, [vector], by: groupings.map(\.factor), [.init(.order, .number(ExactDecimal(order)))])
        let released = try release(statistic, at: place)
        let (plan, decimals) = try vector.limbs(order == 4 ? .fourth : order == 2 ? .second : .first)
        guard let all = plan.moments(values: released.values, decimals: decimals) else { throw Self.malformed }
        let labels = Self.cellLabels(groupings)
        guard labels.count == all.count else { throw Self.malformed }
        let drops = groupings.contains { $0.dropsEmpty }
        return zip(labels, all).filter { !drops || $0.1.count > 0 }.map { (label: $0, moments: $1) }
    }

    /// Counts by all combinations of the levels of private factors.
    ///
    /// - Parameter partial: whether cells may be suppressed; else that is the refusal `minimum-cell`.
    func crossTable(
        _ groupings: [Grouping], titled: Bool = false, partial: Bool = false, at place: Expression
    ) throws(Problem) -> ContingencyTable {
        let released = try release(JointStatistic(.table, [], by: groupings.map(\.factor)), at: place)
        let table = ContingencyTable(
            levels: groupings.map(\.levels), titles: titled ? groupings.map(\.label) : nil,
            counts: released.values.map { Int($0) }, suppressed: released.suppressed)
        guard partial || table.suppressed.isEmpty else {
            throw DisclosureRule.minimumCell.refusal(under: study.policy, at: place.range.place)
        }
        if !table.suppressed.isEmpty { note("cells that the policy does not release are NA") }
        guard table.counts.count == table.levels.reduce(1, { $0 * $1.count }) else { throw Self.malformed }
        return table.droppingEmpty(groupings.map(\.dropsEmpty))
    }

    /// Means and products about the means of private numbers, over complete rows.
    func products(
        of vectors: [VectorExpression], names: [String], at place: Expression
    ) throws(Problem) -> ProductMatrix {
        let released = try release(JointStatistic(.products, vectors), at: place)
        let (plans, decimals) = try vectors.limbs(.second)
        guard let plan = ProductPlan(columns: plans),
            let matrix = plan.matrix(values: released.values, names: names, decimals: decimals)
        else { throw Self.malformed }
        return matrix
    }

    /// The labels of the cells of several groupings, the first fastest.
    private static func cellLabels(_ groupings: [Grouping]) -> [String] {
        groupings.reduce([""]) { labels, grouping in
            grouping.levels.flatMap { level in labels.map { $0.isEmpty ? level : "\($0).\(level)" } }
        }
    }

    static var malformed: Problem {
        Problem("nodes-disagree", "the number of released values is not that of the analysis", kind: .failed)
    }
}

extension ContingencyTable {
    /// Without the levels that no row has, of those factors whose levels are found in the data.
    func droppingEmpty(_ drops: [Bool]) -> ContingencyTable {
        let sizes = levels.map(\.count)
        var strides = [1]
        for size in sizes.dropLast() { strides.append(strides[strides.count - 1] * size) }
        let kept = levels.indices.map { factor in
            levels[factor].indices.filter { level in
                !drops[factor]
                    || counts.indices.contains {
                        $0 / strides[factor] % sizes[factor] == level && (counts[$0] > 0 || suppressed.contains($0))
                    }
            }
        }
        let places = kept.enumerated().reduce([0]) { places, pair in
            pair.element.flatMap { level in places.map { $0 + level * strides[pair.offset] } }
        }
        return ContingencyTable(
            levels: zip(levels, kept).map { levels, kept in kept.map { levels[$0] } }, titles: titles,
            counts: places.map { counts[$0] },
            suppressed: Set(places.indices.filter { suppressed.contains(places[$0]) }))
    }

    /// As R's `table` object.
    var object: RObject {
        var object = RObject(
            .numbers(counts.indices.map { suppressed.contains($0) ? nil : Double(counts[$0]) }),
            dimensions: levels.map(\.count), dimensionNames: levels.map { $0 },
            kind: "table")
        object.isInteger = true
        object.dimensionTitles = titles
        return object
    }
}

extension RObject {
    /// A public table, matrix or vector of counts as a contingency table; nil where it is none.
    var contingencyTable: ContingencyTable? {
        guard case .numbers(let values) = content else { return nil }
        let whole = values.map { value in value.flatMap { $0 >= 0 && $0 == $0.rounded() && $0 < 1e15 ? Int($0) : nil } }
        guard whole.allSatisfy({ $0 != nil }) else { return nil }
        let sizes = dimensions ?? [count]
        let levels = sizes.indices.map { dimension -> [String] in
            let names = dimensions == nil ? self.names : dimensionNames?[dimension]
            return names ?? (0..<sizes[dimension]).map { String($0 + 1) }
        }
        return ContingencyTable(levels: levels, titles: dimensionTitles, counts: whole.compactMap(\.self))
    }
}
