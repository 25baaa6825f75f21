import Foundation

/// In how many ways rank statistics take each value, if all orders are equally likely.
///
/// Counts are doubles: sums of whole numbers without subtraction, so that they stay good to a few units in the last place.
enum RankSumCounts {
    /// For u = 0...m n, how many of the orders of m and n distinct values have Mann-Whitney statistic u.
    ///
    /// Source: the partitions of u into at most m parts of at most n each; Mann and Whitney 1947.
    static func wilcoxon(_ m: Int, _ n: Int) -> [Double] {
        // ways[j] over subsets of size j of the ranks seen so far, by their sum less the smallest sum j (j + 1) / 2.
        let (small, large) = (min(m, n), max(m, n))
        var ways = (0...small).map { size in [Double](repeating: 0, count: size * large + 1) }
        ways[0][0] = 1
        for rank in 1...max(1, small + large) where small > 0 {
            for size in stride(from: min(rank, small), through: 1, by: -1) {
                let gain = rank - size
                guard gain <= large else { continue }
                let below = ways[size - 1]
                let top = min(below.count - 1, (size - 1) * gain)
                for (sum, count) in below[0...max(0, top)].enumerated() where count != 0 {
                    ways[size][sum + gain] += count
                }
            }
        }
        return ways[small]
    }

    /// For v = 0...n (n + 1) / 2, how many of the 2^n choices of signs give the positive ranks 1...n the sum v.
    static func signedRank(_ n: Int) -> [Double] {
        var ways = [Double](repeating: 0, count: n * (n + 1) / 2 + 1)
        ways[0] = 1
        for rank in stride(from: 1, through: n, by: 1) {
            for sum in stride(from: rank * (rank + 1) / 2, through: rank, by: -1) { ways[sum] += ways[sum - rank] }
        }
        return ways
    }

    /// For t = 0...n (n - 1) / 2, how many permutations of n have t concordant pairs.
    static func concordant(_ n: Int) -> [Double] {
        var ways = [1.0]
        for size in stride(from: 2, through: n, by: 1) {
            var next = [Double](repeating: 0, count: size * (size - 1) / 2 + 1)
            for (at, count) in ways.enumerated() { for extra in 0..<size { next[at + extra] += count } }
            ways = next
        }
        return ways
    }

    /// Both tails at q of the distribution with these weights on 0, 1, ...
    static func probability(_ q: Double, weights: [Double]) -> Probability {
        if q.isNaN { return .undefined }
        let x = (q + 1e-7).rounded(.down)
        if x < 0 { return .none }
        guard x < Double(weights.count - 1) else { return .all }
        let split = Int(x) + 1
        let (below, above) = (weights[..<split].reduce(0, +), weights[split...].reduce(0, +))
        return Probability(lower: below / (below + above), upper: above / (below + above))
    }
}
