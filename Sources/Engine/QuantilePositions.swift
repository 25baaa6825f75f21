import Fields
import Inference
import Language
import SecretSharing
import Statistics
import Wire

extension Analysis {
    /// Where the order statistics of a median or of quantiles lie.
    func positions(count: Int) throws(Problem) -> [Quantile.Position] {
        var probabilities = [ExactDecimal(significand: 5, decimals: 1)]
        if case .quantile(_, let given, _) = self { probabilities = given }
        var positions: [Quantile.Position] = []
        for probability in probabilities {
            guard let fraction = ExactRational(probability.significand, decimals: probability.decimals),
                let position = Quantile.position(of: fraction, count: count)
            else {
                throw Problem("bad-probability", "\(probability) is no probability that can be used here")
            }
            positions.append(position)
        }
        return positions
    }
}

extension [Quantile.Position] {
    /// The ranks that are needed, each once, ascending.
    var ranks: [Int] {
        Set(flatMap { position in [position.lower] + (position.upper.map { [$0] } ?? []) }).sorted()
    }

    /// lowerWeight x[lower] + upperWeight x[upper] for each position, from the values at `ranks`; local.
    func weighted(_ values: Shared<Mersenne61>, ranks: [Int]) -> Shared<Mersenne61> {
        let places = Dictionary(uniqueKeysWithValues: zip(ranks, ranks.indices))
        func value(at rank: Int, weight: Int64) -> Shared<Mersenne61> {
            places[rank].map { values[$0].scaled(by: Mersenne61(signed: weight)) } ?? .zero(count: 1)
        }
        return .concatenating(
            map { position in
                let lower = value(at: position.lower, weight: position.lowerWeight)
                guard let upper = position.upper else { return lower }
                return lower + value(at: upper, weight: position.upperWeight)
            })
    }

    /// What each value is for the policy; one with fewer values on a side than the margin is an extreme.
    func releases(of count: Int, margin: Int) -> [ReleaseItem] {
        map { $0.isExtreme(of: count, margin: margin) ? .extreme : .orderStatistic(rank: $0.lower) }
    }
}
