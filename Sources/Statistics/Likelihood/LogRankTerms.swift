import Fields
import Inference
import SecretSharing

/// The public numbers of a comparison of survival: what the pattern of events says about each event time.
///
/// Made of sums, products, quotients and square roots of doubles, which every node rounds alike.
struct LogRankTerms {
    let pattern: CoxPattern
    /// For each event time w, over the unit of the scales.
    let weights: [Double]
    /// w d / n.
    let hazards: [Double]
    /// w^2 d (n - d) / ((n - 1) n); 0 where one row is at risk.
    let spreads: [Double]

    init(_ pattern: CoxPattern, _ weight: RankTestWeight, scales: LogRankScales) {
        self.pattern = pattern
        var (stratum, survival) = (-1, 1.0)
        var (weights, hazards, spreads): ([Double], [Double], [Double]) = ([], [], [])
        for time in pattern.eventTimes {
            if time.stratum != stratum { (stratum, survival) = (time.stratum, 1) }
            let (n, d) = (Double(time.atRisk), Double(time.events))
            let w = weight.portable(atRisk: time.atRisk, survival: survival) / scales.unit
            survival *= (n - d) / n
            weights.append(w)
            hazards.append(w * d / n)
            spreads.append(n > 1 ? w * w * (d * (n - d) / (n - 1)) / n : 0)
        }
        (self.weights, self.hazards, self.spreads) = (weights, hazards, spreads)
    }

    /// For each row the sum of what the event times of its stratum have at which it is at risk.
    func running(_ values: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: pattern.count)
        for (index, time) in pattern.eventTimes.enumerated() {
            let before = isFirst(index) ? 0 : sums[pattern.eventTimes[index - 1].first]
            for row in time.first..<behind(index) { sums[row] = before + values[index] }
        }
        return sums
    }

    /// Whether it is the first event time of its stratum.
    func isFirst(_ index: Int) -> Bool {
        index == 0 || pattern.eventTimes[index - 1].stratum != pattern.eventTimes[index].stratum
    }

    /// Where the rows end that are at risk at no later event time.
    func behind(_ index: Int) -> Int {
        let next = index + 1
        return next < pattern.eventTimes.count && !isFirst(next)
            ? pattern.eventTimes[next].first : pattern.eventTimes[index].end
    }

    /// The rows of a group from the first event of each time on up to a place.
    func rows(of group: Shared<Mersenne61>, upTo end: (Int) -> Int) -> Shared<Mersenne61> {
        let run = group.prefixSums()
        func sums(_ run: [Mersenne61]) -> [Mersenne61] {
            func before(_ position: Int) -> Mersenne61 { position == 0 ? .zero : run[position - 1] }
            return pattern.eventTimes.enumerated().map { before(end($0)) - before($1.first) }
        }
        return Shared(own: sums(run.own), next: sums(run.next))
    }

    /// The sum of what each event time has over those of its stratum up to it.
    func accumulated(_ values: Shared<Mersenne61>) -> Shared<Mersenne61> {
        func sums(_ x: [Mersenne61]) -> [Mersenne61] {
            var sums = x
            for index in x.indices where !isFirst(index) { sums[index] += sums[index - 1] }
            return sums
        }
        return Shared(own: sums(values.own), next: sums(values.next))
    }
}
