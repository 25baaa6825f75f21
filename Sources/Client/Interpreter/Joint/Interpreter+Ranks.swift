import Inference
import Language
import Study
import Wire

extension Interpreter {
    /// Mid-ranks of a private number summed by group, and the ties.
    func rankSums(
        of vector: VectorExpression, by grouping: Grouping, at place: Expression
    ) throws(Problem) -> RankSums {
        let released = try release(JointStatistic(.ranks, [vector], by: [grouping.factor]), at: place)
        guard let all = RankSums(groups: grouping.levels, values: released.values) else { throw Self.malformed }
        guard grouping.dropsEmpty else { return all }
        let kept = all.groups.indices.filter { all.counts[$0] > 0 }
        return RankSums(
            groups: kept.map { all.groups[$0] }, counts: kept.map { all.counts[$0] },
            twiceRankSums: kept.map { all.twiceRankSums[$0] }, tieSquares: all.tieSquares, tieCubes: all.tieCubes)
    }

    /// Means and products of the mid-ranks of private numbers.
    func rankProducts(
        of vectors: [VectorExpression], names: [String], at place: Expression
    ) throws(Problem) -> ProductMatrix {
        let released = try release(JointStatistic(.rankProducts, vectors), at: place)
        guard let rows = released.publicNumbers.first, (0...1 << 32).contains(rows) else { throw Self.malformed }
        let limbs = LimbPlan.midranks(rows: Int(rows))
        guard let plan = ProductPlan(columns: vectors.map { _ in limbs }),
            let twice = plan.matrix(values: released.values, names: names, decimals: vectors.map { _ in 0 })
        else { throw Self.malformed }
        return ProductMatrix(
            names: names, count: twice.count, means: twice.means.map { $0 / 2 },
            products: twice.products.map { $0.map { $0 / 4 } })
    }

    /// The number of values that are present.
    func completeCount(of vector: VectorExpression, at place: Expression) throws(Problem) -> Int {
        guard case .numbers(let numbers) = try analyse(.length(try vector.present()), at: place),
            let count = numbers.values[0].double
        else { throw Self.malformed }
        return Int(count)
    }

    /// The values at ranks, 1 for the smallest.
    func values(
        of vector: VectorExpression, atRanks ranks: [Int], at place: Expression
    ) throws(Problem) -> [Double] {
        guard !ranks.isEmpty, let bounds = try vector.type().number else { return [] }
        let setting = JointStatistic.Option(.ranks, .numbers(ranks.map { ExactDecimal($0) }))
        let released = try release(JointStatistic(.orderStatistics, [vector], [setting]), at: place)
        guard released.values.count == ranks.count else { throw Self.malformed }
        return released.values.map { bounds.double(Int128($0) + bounds.minimum) }
    }
}
