import Fields
import SecretSharing
import Study

/// Numbers of rows that a rule looks at: each must reach a minimum, or perhaps may be 0.
struct Requirement {
    /// The rule that fails where one does not.
    let rule: DisclosureRule
    /// The numbers of rows, at most 2^32 each.
    let counts: Shared<Mersenne61>
    /// The least number that passes.
    let minimum: Int
    /// Whether 0 passes too.
    let zeroAllowed: Bool

    init(_ rule: DisclosureRule, _ counts: Shared<Mersenne61>, atLeast minimum: Int, orZero zeroAllowed: Bool) {
        self.rule = rule
        self.counts = counts
        self.minimum = minimum
        self.zeroAllowed = zeroAllowed
    }
}

/// What a plan's expressions demand, noted while they are evaluated and judged with the first candidate.
final class PendingRequirements {
    private var requirements: [Requirement] = []
    private var failures: [(rule: DisclosureRule, count: Shared<Mersenne61>)] = []

    /// Notes a requirement.
    func require(_ requirement: Requirement) { requirements.append(requirement) }

    /// Notes a number that is 0 where the rule holds.
    func require(_ rule: DisclosureRule, zero count: Shared<Mersenne61>) { failures.append((rule, count)) }

    /// What has been noted since the last time.
    func take() -> (requirements: [Requirement], failures: [(rule: DisclosureRule, count: Shared<Mersenne61>)]) {
        defer { (requirements, failures) = ([], []) }
        return (requirements, failures)
    }
}
