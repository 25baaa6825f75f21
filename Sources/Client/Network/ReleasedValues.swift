import Study
import Wire

/// What was put together for an analyst, once it is known that the policy releases it.
struct ReleasedValues {
    /// The values; 0 where one is suppressed.
    let values: [Int64]
    /// The places of suppressed cells.
    let suppressed: Set<Int>

    /// Takes the numbers apart as `Released` of the engine lays them out: values, marks of cells, a number a rule.
    ///
    /// - Throws: the refusal of the first rule that does not hold.
    init(_ numbers: [Int64], cells: Int, rules: [DisclosureRule], policy: Policy) throws(Problem) {
        let count = numbers.count - cells - rules.count
        guard cells >= 0, cells <= count else {
            throw StudyClient.disagreement("there are fewer numbers than cells and rules")
        }
        for (rule, number) in zip(rules, numbers[(count + cells)...]) where number != 0 {
            throw rule.refusal(under: policy)
        }
        let marks = numbers[count..<count + cells]
        guard marks.allSatisfy({ $0 == 0 || $0 == 1 }) else {
            throw StudyClient.disagreement("a cell is neither shown nor suppressed")
        }
        if cells > 0, marks.allSatisfy({ $0 == 1 }) { throw DisclosureRule.minimumCell.refusal(under: policy) }
        suppressed = Set(marks.enumerated().filter { $0.element == 1 }.map(\.offset))
        values = numbers[..<count].enumerated().map { [suppressed] in suppressed.contains($0.offset) ? 0 : $0.element }
    }
}
