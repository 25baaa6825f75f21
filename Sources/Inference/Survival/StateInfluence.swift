/// State probabilities with the influence of every row on them, for the infinitesimal jackknife.
///
/// Rows still at risk have one common influence. That of a row that left at time s goes on as c + e p(t), where p is the
/// probability of the state; so the sums of c^2, c e and e^2 over all who left are enough.
struct StateInfluence {
    /// The probability of each state, free of events first.
    private(set) var probabilities: [Double]
    private var common: [Double]
    private var left: [(constant: Double, mixed: Double, slope: Double)]
    private var remaining: Int

    init(causes: Int, rows: Int) {
        probabilities = [1] + [Double](repeating: 0, count: causes)
        common = [Double](repeating: 0, count: causes + 1)
        left = common.map { _ in (0, 0, 0) }
        remaining = rows
    }

    /// Moves on over one time.
    mutating func advance(events: [Int], censored: Int, atRisk: Int) {
        let n = Double(atRisk)
        let free = probabilities[0]
        let shares = [-Double(events.reduce(0, +)) / n] + events.map { Double($0) / n }
        // The influence of before is carried on; a row at risk adds its part of the hazard's increment.
        let staying = common.indices.map { common[$0] + common[0] * shares[$0] - free * shares[$0] / n }
        for state in probabilities.indices { probabilities[state] += free * shares[state] }
        if events.reduce(0, +) == atRisk { probabilities[0] = 0 }
        for (cause, count) in events.enumerated() where count > 0 {
            var own = staying
            own[0] -= free / n
            own[cause + 1] += free / n
            leave(own, rows: count)
        }
        leave(staying, rows: censored)
        common = staying
        remaining -= events.reduce(0, +) + censored
    }

    /// Rows leave: being free of events goes on in proportion, a cause with what its probability gains.
    private mutating func leave(_ influence: [Double], rows: Int) {
        let free = probabilities[0]
        let slope = free > 0 ? influence[0] / free : 0
        let count = Double(rows)
        for state in probabilities.indices {
            let constant = influence[state] - slope * probabilities[state]
            left[state].constant += count * constant * constant
            left[state].mixed += count * constant * slope
            left[state].slope += count * slope * slope
        }
    }

    /// The square root of the sum of squared influences, for each state.
    var standardErrors: [Double] {
        probabilities.indices.map { state in
            let p = probabilities[state]
            let gone = left[state].constant + 2 * left[state].mixed * p + left[state].slope * p * p
            return max(0, gone + Double(remaining) * common[state] * common[state]).squareRoot()
        }
    }
}
