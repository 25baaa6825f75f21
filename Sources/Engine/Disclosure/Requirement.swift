import Fields
import SecretSharing
import Study

/// Numbers, mostly of rows, that a rule looks at: each must reach a minimum, or perhaps may be 0.
struct Requirement {
    /// The rule that fails where one does not.
    let rule: DisclosureRule
    /// The numbers; less the minimum they lie in -2^59 ..< 2^59.
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

    /// Notes a requirement.
    func require(_ requirement: Requirement) { requirements.append(requirement) }

    /// What has been noted since the last time.
    func take() -> [Requirement] {
        defer { requirements = [] }
        return requirements
    }
}
