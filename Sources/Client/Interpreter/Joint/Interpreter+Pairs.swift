import Inference
import Language
import Wire

/// Concordant and discordant pairs of two numbers, and their ties.
struct RankPairs {
    let count: Int
    /// Concordant less discordant pairs.
    let score: Int
    let x: KendallTest.Ties
    let y: KendallTest.Ties

    /// Kendall's tau b; NaN where one of the numbers is constant.
    var tau: Double {
        let pairs = { (squares: Int) in Double(self.count * self.count - squares) / 2 }
        return Double(score) / (pairs(x.squares) * pairs(y.squares)).squareRoot()
    }
}

extension Interpreter {
    /// Compares all pairs of complete rows.
    func concordance(
        _ x: VectorExpression, _ y: VectorExpression, at place: Expression
    ) throws(Problem) -> RankPairs {
        let released = try release(JointStatistic(.concordance, [x, y]), at: place)
        let values = released.values
        guard values.count == 11, let first = TieTotals(values: values[2..<5]),
            let second = TieTotals(values: values[5..<8]),
            let xSquares = first.squares.int, let xCubes = first.cubes.int, let ySquares = second.squares.int,
            let yCubes = second.cubes.int
        else { throw Self.malformed }
        return RankPairs(
            count: Int(values[0]), score: Int(values[1]), x: .init(squares: xSquares, cubes: xCubes),
            y: .init(squares: ySquares, cubes: yCubes))
    }
}
