/// The sums over runs of t equal values of t^2 and t^3, as they are released.
public struct TieTotals: Sendable, Hashable {
    /// t^3 is summed as t (t^2 mod 2^24) and t floor(t^2 / 2^24).
    public static let lowBits = 24

    /// The sum of t^2.
    public let squares: WideInteger
    /// The sum of t^3.
    public let cubes: WideInteger

    /// Takes three released numbers: the sum of t^2 and the two parts of the sum of t^3; nil for another number of them.
    public init?(values: some Collection<Int64>) {
        let values = Array(values)
        guard values.count == 3 else { return nil }
        squares = WideInteger(values[0])
        cubes = WideInteger(values[1]) + WideInteger(values[2]).shifted(by: Self.lowBits)
    }
}

extension RankSums {
    /// Takes what was released: for each group its count and twice its rank sum, then the ties as ``TieTotals``.
    ///
    /// - Returns: nil where the number of values does not fit the groups, or the sum of t^3 leaves 63 bits, which takes more
    ///   than 2 million equal values.
    public init?(groups: [String], values: [Int64]) {
        guard values.count == 2 * groups.count + 3, let ties = TieTotals(values: values.suffix(3)),
            let squares = ties.squares.int, let cubes = ties.cubes.int
        else { return nil }
        self.init(
            groups: groups, counts: groups.indices.map { Int(values[2 * $0]) },
            twiceRankSums: groups.indices.map { Int(values[2 * $0 + 1]) }, tieSquares: squares, tieCubes: cubes)
    }
}

extension LimbPlan {
    /// The plan for twice the mid-ranks of so many rows, and 0 where a row does not count.
    public static func midranks(rows: Int) -> LimbPlan {
        guard let plan = LimbPlan(minimum: 0, maximum: Int64(2 * rows), power: .second) else {
            preconditionFailure("twice the number of rows is below 2^60")
        }
        return plan
    }
}
