public import Fields
import Language
import MPC
public import SecretSharing
import Statistics
public import Study
import Wire

/// What may leave the nodes: shares of values that the policy has let through.
public struct Released: Sendable {
    /// Numbers that the three nodes learned on the way, such as how many values a quantile has.
    public let publicNumbers: [Int64]
    /// This node's shares for the analyst: the values, then for each of `cells` 1 where the first values are suppressed,
    /// then for each of `rules` a number that is 0 where the rule holds. Where one does not, the values are random.
    public let values: Shared<Mersenne61>
    /// How many of the values are cells that may be suppressed one by one.
    public let cells: Int
    /// The rules that were looked at inside the computation.
    public let rules: [DisclosureRule]
    /// The rows that the query was about, which later ones are compared with.
    public internal(set) var selections: [RecordedSelection] = []
    /// The earlier selections as they stand now.
    public internal(set) var earlier: [RecordedSelection] = []
    /// 0 where all rules hold; nil where none was looked at.
    public internal(set) var failures: Shared<Mersenne61>?

    init(publicNumbers: [Int64], values: Shared<Mersenne61>, cells: Int = 0, rules: [DisclosureRule] = []) {
        self.publicNumbers = publicNumbers
        self.values = values
        self.cells = cells
        self.rules = rules
    }
}

/// The one door out: `Candidate` -> `Policy` -> `Released`. Nothing else in the program opens a value.
struct Release {
    let policy: Policy
    let session: Session
    /// What the plan's expressions demand.
    let pending: PendingRequirements
    /// What is known of queries with the same selections.
    let outcome: EarlierOutcome
    /// Where a test reads what left; nil elsewhere.
    let log: ReleaseLog?

    /// Lets a candidate go to the analyst as far as the policy allows, and verifies the ledger first.
    ///
    /// The nodes do not learn whether a rule failed; the analyst learns which one, and which cells are suppressed.
    func toAnalyst(_ candidate: Candidate, publicNumbers: [Int64] = []) throws -> Released {
        try check(candidate)
        log?.append(candidate.releases, to: .analyst)
        guard policy.needsCounts else {
            let values = try session["hand-over"].handOver(candidate.values)
            return Released(publicNumbers: publicNumbers, values: values)
        }
        let judgement = try Judgement(candidate, pending, under: policy, in: session["judge"])
        let masked = try judgement.masked(candidate.values, in: session["masked"])
        let failures: Shared<Mersenne61>? =
            switch outcome {
            case .new: judgement.failures
            case .known(let earlier): try session["outcome"].multiply(judgement.failures, earlier)
            case .unknown: nil
            }
        var released = Released(
            publicNumbers: publicNumbers, values: try session["hand-over"].handOver(masked),
            cells: judgement.suppressed?.count ?? 0, rules: judgement.rules.map(\.rule))
        released.failures = failures
        return released
    }

    /// Opens counts to the three nodes that a plan needs in order to go on.
    ///
    /// The nodes learn which rule failed, where one does, and nothing else then.
    func toNodes(_ candidate: Candidate) throws -> [Int64] {
        try check(candidate)
        log?.append(candidate.releases, to: .nodes)
        guard policy.needsCounts else {
            return try session["reveal"].reveal(candidate.values).map(\.signedValue)
        }
        let judgement = try Judgement(candidate, pending, under: policy, in: session["judge"])
        let masked = try judgement.masked(candidate.values, in: session["masked"])
        let opened = try session["reveal"].reveal(masked)
        for (index, entry) in judgement.rules.enumerated()
        where opened[opened.count - judgement.rules.count + index] != .zero {
            throw entry.rule.refusal(under: policy)
        }
        return opened.prefix(candidate.values.count).map(\.signedValue)
    }

    /// The rules that need no number of rows.
    private func check(_ candidate: Candidate) throws(Problem) {
        let forbidden: [(isAllowed: Bool, items: [ReleaseItem], rule: DisclosureRule)] = [
            (policy.singleValues, [.singleValue], .singleValues),
            (policy.extremes, [.extreme], .extremes),
            (policy.exactCurves, [.distinctCount, .distinctValue], .exactCurve),
        ]
        for entry in forbidden where !entry.isAllowed && candidate.releases.contains(where: entry.items.contains) {
            throw entry.rule.refusal(under: policy)
        }
    }
}
