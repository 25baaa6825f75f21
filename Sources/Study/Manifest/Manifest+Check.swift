import Identity
import SecretSharing
import Wire

extension Manifest {
    /// The most bytes of each text.
    static let textLimit = 4_000
    /// The most plans that can be agreed one by one.
    static let planLimit = 10_000
    /// The most bytes of an agreed plan.
    static let planTextLimit = 65_536

    /// Checks what can be checked without reading plans: texts, version, roles and names.
    func check(in study: Study) throws(Problem) {
        guard version >= 1, version <= 1_000_000, (version == 1) == (lineage == nil) else {
            throw bad(
                "version 1 amends nothing, and each later version names the digests of version 1 and of the one before",
                mend: "let \"trefoil study init --amend\" draft the amendment")
        }
        for (name, text) in [("purpose", purpose), ("legalBasis", legalBasis), ("withdrawal", withdrawal)] {
            guard !text.isEmpty else { throw bad("\(name) is empty", mend: "say it in words") }
        }
        for text in [purpose, legalBasis, ethics, withdrawal] + recipients {
            guard text.utf8.count <= Self.textLimit, NameRule.isPrintable(text) else {
                throw bad("a text is too long or holds control characters", mend: "use at most 4000 bytes of text")
            }
        }
        try checkAdministrators(of: study)
        for member in [investigator] + approvers.map(\.member) + auditors {
            try PartyName.check(member.name)
            guard member.card.name == member.name else {
                throw bad(
                    "the card given for \(member.name) is the card of \(member.card.name)",
                    mend: "give the card of \(member.name)")
            }
        }
        for approver in approvers where study.role(ofNode: approver.node) == nil {
            throw bad(
                "\(approver.member.name) approves at \(approver.node), which is no node of the study",
                mend: "name one of: \(study.nodes.map(\.name).joined(separator: ", "))")
        }
        try checkAnalyses(of: study)
    }

    private func checkAdministrators(of study: Study) throws(Problem) {
        guard administrators.count == Role.allCases.count, administrators.allSatisfy({ !$0.isEmpty }) else {
            throw bad("a node has no administrator", mend: "name at least one person: administrators: [...]")
        }
        var places: [String: Int] = [:]
        for (index, names) in administrators.enumerated() {
            for name in names {
                guard !name.isEmpty, name.utf8.count <= 256, NameRule.isPrintable(name) else {
                    throw bad("an administrator's name is empty or too long", mend: "write the person's name")
                }
                if let other = places[name], other != index {
                    throw bad(
                        "\(name.quotedForPeople) administers both \(study.nodes[other].name) and \(study.nodes[index].name)",
                        mend: "nobody administers two nodes: name different persons")
                }
                places[name] = index
            }
        }
    }

    private func checkAnalyses(of study: Study) throws(Problem) {
        guard agreed.allSatisfy({ !$0.text.isEmpty && $0.text.utf8.count <= Self.planTextLimit }) else {
            throw bad("an agreed plan is empty or too long", mend: "write the canonical text of the plan")
        }
        guard Set(agreed).count == agreed.count else {
            throw bad("a plan is agreed twice", mend: "remove one of the two")
        }
        guard let exploratory else { return }
        for selection in [exploratory.columns, exploratory.groupings] {
            guard case .these(let names) = selection else { continue }
            for name in names where study.codebook.column(named: name) == nil {
                throw bad(
                    "the codebook has no column \(name.quotedForPeople)",
                    mend: "exploratory columns and groupings are names of the codebook, or the word all")
            }
        }
    }

    private func bad(_ what: String, mend: String) -> Problem { Problem("bad-study", what, mend: mend) }
}
