import Wire

extension Policy {
    /// The policy of a name with numbers of its own, as a study file of format 2 writes it.
    ///
    /// - Throws: `Problem` "policy-change" for a number that cannot be set, and the problems of `named(_:)`.
    static func named(_ name: String, changing changes: [Manifest.PolicyChange]) throws(Problem) -> Policy {
        let policy = try named(name)
        guard let change = changes.first else { return policy }
        throw Problem(
            "policy-change", "\(change.name.quotedForPeople) of the policy \(name) cannot be set",
            mend: "name the policy alone, as in: policy: \(name)", kind: .refused)
    }
}
