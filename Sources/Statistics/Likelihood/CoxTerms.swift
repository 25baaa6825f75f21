import Fields
import MPC
import SecretSharing

/// How ties are handled.
public enum CoxTies: Hashable, Sendable {
    /// Efron (1977): the l-th of d tied events has the risk set less l / d of the tied events; R's default.
    case efron
    /// Breslow (1974): all tied events have the whole risk set.
    case breslow
}

/// The terms of a Cox likelihood: one an event for Efron's ties, one a distinct event time for Breslow's. All public.
struct CoxTerms {
    /// One term: multiplier times the sum over the risk set, less `removed` times that over the tied events.
    struct Term {
        /// The distinct event time, counted through all strata.
        var time: Int
        /// d for Efron's ties, else 1.
        var multiplier: Int
        /// l, 0 ..< d, for Efron's ties, else 0.
        var removed: Int
        /// How often the term counts.
        var weight: Int
    }

    let pattern: CoxPattern
    let terms: [Term]

    init(_ pattern: CoxPattern, ties: CoxTies) {
        self.pattern = pattern
        terms = pattern.eventTimes.enumerated().flatMap { j, time in
            switch ties {
            case .breslow: [Term(time: j, multiplier: 1, removed: 0, weight: time.events)]
            case .efron:
                (0..<time.events).map { Term(time: j, multiplier: time.events, removed: $0, weight: 1) }
            }
        }
    }

    /// How many rows, counted as often as the multiplier says, a sum has at most.
    var largestSum: Int { terms.map { $0.multiplier * pattern.eventTimes[$0.time].atRisk }.max() ?? 0 }

    /// The sum of a column for each term.
    func sums(of column: Shared<Mersenne61>) -> Shared<Mersenne61> {
        let run = column.prefixSums()
        func sums(_ run: [Mersenne61]) -> [Mersenne61] {
            func before(_ position: Int) -> Mersenne61 { position == 0 ? .zero : run[position - 1] }
            return terms.map { term in
                let time = pattern.eventTimes[term.time]
                let start = before(time.first)
                let whole = Mersenne61(UInt64(term.multiplier)) * (before(time.end) - start)
                guard term.removed > 0 else { return whole }
                return whole - Mersenne61(UInt64(term.removed)) * (before(time.first + time.events) - start)
            }
        }
        return Shared(own: sums(run.own), next: sums(run.next))
    }

    /// The sum of a column over all events.
    func eventSum(of column: Shared<Mersenne61>) -> Shared<Mersenne61> { perTime(eventsOf: column).sum() }

    /// The sum of a column over the events of each time.
    func perTime(eventsOf column: Shared<Mersenne61>) -> Shared<Mersenne61> {
        func sums(_ x: [Mersenne61]) -> [Mersenne61] {
            pattern.eventTimes.map { x[$0.first..<$0.first + $0.events].reduce(.zero, +) }
        }
        return Shared(own: sums(column.own), next: sums(column.next))
    }

    /// The weighted sum of what each term has, over all terms.
    func total(of values: Shared<Mersenne61>) -> Shared<Mersenne61> {
        values.scaled(by: terms.map { Mersenne61(UInt64($0.weight)) }).sum()
    }

    /// The weighted sums of what each term has, over the terms of each time.
    func perTime(_ values: Shared<Mersenne61>) -> Shared<Mersenne61> {
        func sums(_ x: [Mersenne61]) -> [Mersenne61] {
            var sums = [Mersenne61](repeating: .zero, count: pattern.eventTimes.count)
            for (term, value) in zip(terms, x) { sums[term.time] += Mersenne61(UInt64(term.weight)) * value }
            return sums
        }
        return Shared(own: sums(values.own), next: sums(values.next))
    }
}
