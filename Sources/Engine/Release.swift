public import Fields
import Language
import MPC
public import SecretSharing
import Statistics
import Study
import Wire

/// What may leave the nodes: shares of values that the policy has let through.
public struct Released: Sendable {
    /// Numbers that the three nodes learned on the way, such as how many values a quantile has.
    public let publicNumbers: [Int64]
    /// This node's shares of the values, for the analyst.
    public let values: Shared<Mersenne61>
}

/// The one door out: `Candidate` -> `Policy` -> `Released`. Nothing else in the program opens a value.
struct Release {
    let policy: Policy
    let session: Session
    /// Where a test reads what left; nil elsewhere.
    let log: ReleaseLog?

    /// Lets a candidate go to the analyst if the policy allows every item in it, and verifies the ledger first.
    func toAnalyst(_ candidate: Candidate, publicNumbers: [Int64] = []) throws -> Released {
        try check(candidate)
        log?.append(candidate.releases, to: .analyst)
        let values = try session["hand-over"].handOver(candidate.values)
        return Released(publicNumbers: publicNumbers, values: values)
    }

    /// Opens counts to the three nodes that a plan needs in order to go on.
    func toNodes(_ candidate: Candidate) throws -> [Int64] {
        try check(candidate)
        log?.append(candidate.releases, to: .nodes)
        return try session["reveal"].reveal(candidate.values).map(\.signedValue)
    }

    /// The rules of the policy, on what a candidate is made of and on its evidence.
    ///
    /// Policies that demand a minimum above one row would compare the evidence here, on shares; a study cannot name such
    /// a policy yet, and one that does is refused rather than weakened.
    private func check(_ candidate: Candidate) throws(Problem) {
        guard policy.minimumGroup <= 1, policy.minimumCell <= 1, policy.zerosAllowed else {
            throw Problem(
                "policy-unavailable", "the policy \(policy.name) demands minimum counts, which are not enforced yet",
                mend: "use the policy pilot or open", kind: .refused)
        }
        if !policy.singleValues, candidate.releases.contains(.singleValue) {
            throw DisclosureRule.singleValues.refusal(under: policy)
        }
        if !policy.extremes, candidate.releases.contains(.extreme) {
            throw DisclosureRule.extremes.refusal(under: policy)
        }
    }
}
