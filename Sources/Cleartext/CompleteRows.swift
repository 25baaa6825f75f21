import Inference
import Language
import Statistics
import Wire

/// The rows that a joint statistic is about: those in which none of its vectors and factors is missing.
struct CompleteRows {
    let statistic: JointStatistic
    /// The values of each vector.
    let vectors: [[Int128]]
    /// The bounds of each vector.
    let bounds: [DecimalType]
    /// For each row the cell of the product of the factors, the first factor fastest.
    let cells: [Int]
    /// How many cells there are.
    let cellCount: Int
    /// How many rows the nodes have, whether they count or not.
    let physical: Int

    init(_ statistic: JointStatistic, _ engine: CleartextEngine) throws(Problem) {
        self.statistic = statistic
        let all = statistic.vectors + statistic.factors
        guard let source = all.lazy.compactMap(\.rows).first else { throw Problem("not-private", "no rows") }
        physical = try engine.physicalRows(source)
        var columns: [[CleartextTables.Cell]] = []
        for vector in all { columns.append(try engine.cells(vector)) }
        let complete = columns[0].indices.filter { row in columns.allSatisfy { $0[row] != nil } }
        let values = columns.map { column in complete.compactMap { column[$0] } }
        vectors = Array(values.prefix(statistic.vectors.count))
        var (cells, count) = (complete.map { _ in 0 }, 1)
        for (factor, levels) in zip(statistic.factors, values.dropFirst(statistic.vectors.count)) {
            cells = zip(cells, levels).map { $0 + count * Int($1) }
            count *= try factor.type().levels?.count ?? 2
        }
        (self.cells, cellCount) = (cells, count)
        var bounds: [DecimalType] = []
        for vector in statistic.vectors {
            guard let own = try vector.type().number else { throw Problem("not-a-number", vector.text) }
            bounds.append(own)
        }
        self.bounds = bounds
    }

    /// How many rows count.
    var count: Int { cells.count }

    /// A vector's distance from its minimum, as its bit planes hold it.
    func units(_ vector: Int) -> [UInt64] { vectors[vector].map { UInt64($0 - bounds[vector].minimum) } }

    /// Whether an event happened.
    func isEvent(_ vector: Int) -> [Bool] { vectors[vector].map { $0 == 1 } }

    /// Behind what counts as many rows as the nodes have besides.
    func padded<Value>(_ values: [Value], with value: Value) -> [Value] {
        values + Array(repeating: value, count: physical - count)
    }

    /// The limbs of each row of a vector, and how they were cut.
    func limbs(_ vector: Int, _ power: LimbPlan.Power) throws(Problem) -> [[Int]] {
        guard let limits = bounds[vector].limits,
            let plan = LimbPlan(minimum: limits.lowerBound, maximum: limits.upperBound, power: power)
        else { throw Problem("out-of-range", "no limbs") }
        return vectors[vector].map { value in
            let distance = Int(value - Int128(plan.origin))
            guard plan.needsPlanes else { return [distance] }
            return (0..<plan.limbs).map { distance >> ($0 * plan.limbBits) & (1 << plan.limbBits - 1) }
        }
    }
}

extension [Int] {
    /// The coefficients of the product of two polynomials.
    func convolved(with other: [Int]) -> [Int] {
        var sums = [Int](repeating: 0, count: count + other.count - 1)
        for (a, x) in enumerated() {
            for (b, y) in other.enumerated() { sums[a + b] += x * y }
        }
        return sums
    }
}

extension [[Int]] {
    /// The sums of the columns of rows of one length.
    func summed(length: Int) -> [Int] {
        reduce([Int](repeating: 0, count: length)) { zip($0, $1).map(+) }
    }
}
