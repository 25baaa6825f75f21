/// The power of Fisher's exact test.
///
/// Source: the probability of all pairs of binomial outcomes that the test rejects. Releases: nothing.
public enum PowerFisherTest {
    /// The probability of p <= `significance` for groups of n1 and n2 with probabilities p1 and p2.
    public static func power(p1: Double, p2: Double, n1: Int, n2: Int, significance: Double = 0.05) -> Double {
        guard n1 > 0, n2 > 0 else { return .nan }
        var power = 0.0
        let first = (0...n1).map { Distribution.dbinom(Double($0), size: Double(n1), prob: p1) }
        let second = (0...n2).map { Distribution.dbinom(Double($0), size: Double(n2), prob: p2) }
        for successes in 0...(n1 + n2) {
            let distribution = NoncentralHypergeometric(Double(n1), Double(n2), Double(successes))
            let density = distribution.density(1)
            for (offset, own) in density.enumerated() {
                let limit = own * (1 + 1e-7)
                guard density.reduce(0, { $1 <= limit ? $0 + $1 : $0 }) <= significance else { continue }
                let x = distribution.lowest + offset
                power += first[x] * second[successes - x]
            }
        }
        return power
    }
}
