import Fields
import MPC
import SecretSharing
import Statistics
import Study

/// What the rules of a policy say about a candidate, in shares.
struct Judgement {
    /// For each rule that was looked at an element that is 0 where it holds.
    let rules: [(rule: DisclosureRule, failures: Shared<Mersenne61>)]
    /// For each value of a table 1 where it is suppressed; nil for other candidates.
    let suppressed: Shared<Mersenne61>?

    /// 0 where all rules hold.
    var failures: Shared<Mersenne61> { rules.reduce(.zero(count: 1)) { $0 + $1.failures } }

    /// Judges a candidate and what its plan's expressions demand.
    ///
    /// - Communication: a sign and 16 bytes for each number of rows and each cell and count up to the minimum, 10 hops; for
    ///   tables see ``TableMargins/failures(_:minimum:in:)``.
    /// - Leakage: none.
    init(
        _ candidate: Candidate, _ pending: PendingRequirements, under policy: Policy, in session: Session
    ) throws(MPCError) {
        var requirements = pending.take()
        let isTable = candidate.evidence.table != nil
        if !isTable {
            let places = Set(candidate.evidence.places).sorted()
            let isCount = candidate.releases == [.count]
            requirements.append(
                Requirement(
                    .minimumGroup, .concatenating(places.map { candidate.evidence.groups[$0] }),
                    atLeast: policy.minimumGroup, orZero: isCount && policy.zerosAllowed))
        }
        let thresholds = isTable ? Array(1...max(1, policy.minimumCell)) : []
        var differences: [Shared<Mersenne61>] = []
        for requirement in requirements {
            differences.append(
                requirement.counts.adding(-Mersenne61(UInt64(max(0, requirement.minimum))), role: session.role))
            if requirement.zeroAllowed { differences.append(requirement.counts.adding(-.one, role: session.role)) }
        }
        for threshold in thresholds {
            differences.append(candidate.values.adding(-Mersenne61(UInt64(threshold)), role: session.role))
        }
        let below = try session["below"].isNegative(.concatenating(differences))
        var bits = try session["field"].toField(below).split(differences.map(\.count))[...]
        var rules: [DisclosureRule: Shared<Mersenne61>] = [:]
        func add(_ rule: DisclosureRule, _ failures: Shared<Mersenne61>) {
            let sum = failures.sum()
            rules[rule] = rules[rule].map { $0 + sum } ?? sum
        }
        for requirement in requirements {
            let tooFew = bits.removeFirst()
            add(requirement.rule, requirement.zeroAllowed ? tooFew - bits.removeFirst() : tooFew)
        }
        if let table = candidate.evidence.table, let first = bits.first, let last = bits.last {
            suppressed = policy.zerosAllowed ? last - first : last
            // [c < k] counted once for each of 1 ... k - 1 that c reaches.
            let amounts = bits.dropLast().reduce(.zero(count: last.count)) { $0 + (last - $1) }
            let failures = try TableMargins(levels: table).failures(
                amounts, minimum: policy.minimumCell, in: session["margins"])
            add(.minimumCell, failures)
        } else {
            suppressed = nil
        }
        self.rules = DisclosureRule.allCases.compactMap { rule in rules[rule].map { (rule, $0) } }
    }

    /// The values as they may be put together: masked by random numbers where a rule fails; behind them for each cell whether
    /// it is suppressed, and for each rule a number that is 0 where it holds and random otherwise.
    ///
    /// - Communication: 8 bytes a number, 1 hop.
    /// - Leakage: none.
    func masked(_ values: Shared<Mersenne61>, in session: Session) throws(MPCError) -> Shared<Mersenne61> {
        let cells = suppressed?.count ?? 0
        let plain = Shared.concatenating([values, suppressed ?? .zero(count: 0)])
        let factors = Shared.concatenating([failures.repeated(plain.count)] + rules.map(\.failures))
        let random: Shared<Mersenne61> = try session["random"].random(count: factors.count)
        var terms = [(factors, random)]
        if let suppressed {
            let own: Shared<Mersenne61> = try session["cell random"].random(count: cells)
            let rest = Shared<Mersenne61>.zero(count: factors.count - cells)
            terms.append((.concatenating([suppressed, rest]), .concatenating([own, rest])))
        }
        let masks = try session["mask"].multiplyAdding(terms)
        return masks + .concatenating([plain, .zero(count: rules.count)])
    }
}
