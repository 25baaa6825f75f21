import Wire

extension Policy {
    /// The policy of a name with thresholds of its own, as a study file of format 2 writes it. A threshold can be raised and
    /// not lowered.
    ///
    /// - Throws: `Problem` "policy-change" for what cannot be set so, and the problems of `named(_:)`.
    static func named(_ name: String, changing changes: [Manifest.PolicyChange]) throws(Problem) -> Policy {
        var policy = try named(name)
        for change in changes {
            guard let number = Int(change.value), (0...1_000_000).contains(number) else {
                throw refusal(change, of: name, "is no whole number")
            }
            let raised: Policy
            switch change.name {
            case "minimumGroup": raised = policy.raised(minimumGroup: number, minimumCell: 0)
            case "minimumCell": raised = policy.raised(minimumGroup: 0, minimumCell: number)
            default: throw refusal(change, of: name, "is not one of its numbers")
            }
            guard raised != policy else { throw refusal(change, of: name, "is not more than what it is without") }
            policy = raised
        }
        return policy
    }

    private static func refusal(_ change: Manifest.PolicyChange, of name: String, _ reason: String) -> Problem {
        Problem(
            "policy-change", "\(change.name.quotedForPeople) of the policy \(name) cannot be set so: it \(reason)",
            mend: "raise minimumGroup or minimumCell, as in: policy: {name: \(name), minimumGroup: 10}", kind: .refused)
    }
}
