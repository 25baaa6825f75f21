import Identity
import SecretSharing
import Wire

extension Study {
    /// Checks that parties, tables, addresses and policy fit together.
    func check() throws(Problem) {
        guard NameRule.isPlainName(name) else {
            throw bad(
                "\(name.quotedForPeople) cannot be the name of a study",
                mend:
                    "use 1 to 64 of the characters A-Z, a-z, 0-9, \".\", \"_\" and \"-\", beginning with a letter or digit"
            )
        }
        guard title.utf8.count <= 1_000, NameRule.isPrintable(title) else {
            throw bad("the title is too long or holds control characters", mend: "use at most 1000 bytes of text")
        }
        guard nodes.count == Role.allCases.count else {
            throw bad("the study has \(nodes.count) nodes", mend: "name exactly three, in the order of their roles")
        }
        try checkParties()
        try checkTables()
        try checkAddresses()
        guard policy != .open || data != .personal else {
            throw Problem(
                "policy-refused", "the policy open suppresses nothing and is refused for personal data",
                mend: "name another policy, or declare the data synthetic or public if they are", kind: .refused)
        }
        try manifest?.check(in: self)
        try checkRoles()
    }

    private func checkParties() throws(Problem) {
        let parties =
            nodes.map { ($0.name, $0.card) } + owners.map { ($0.name, $0.card) } + analysts.map { ($0.name, $0.card) }
        guard parties.count <= 1_000 else { throw bad("the study has more than 1000 parties", mend: nil) }
        var names: Set<String> = []
        for (name, card) in parties {
            try PartyName.check(name)
            guard card.name == name else {
                throw bad(
                    "the card given for \(name) is the card of \(card.name)", mend: "give the card of \(name)")
            }
            guard names.insert(name).inserted else {
                throw bad("two parties are named \(name)", mend: "give each its own name and its own keys")
            }
        }
        guard Set(nodes.map(\.card.certificatePin)).count == nodes.count else {
            throw bad("two nodes have the same certificate", mend: "give each node its own keys")
        }
    }

    /// A party may have several roles, with one card; but a node is a node and nothing else.
    private func checkRoles() throws(Problem) {
        var cards: [String: PartyCard] = [:]
        for (name, card) in nodes.map({ ($0.name, $0.card) }) + members.map({ ($0.name, $0.card) }) {
            if let other = cards[name], other != card {
                throw bad("\(name) has two different cards", mend: "give each party one name and one card")
            }
            cards[name] = card
        }
        for member in manifest?.members ?? [] where role(ofNode: member.name) != nil {
            throw bad(
                "the keys of the node \(member.name) cannot have the role of a person",
                mend: "give the person keys of their own")
        }
    }

    private func checkTables() throws(Problem) {
        var known: Set<String> = []
        for table in tables {
            guard NameRule.isPlainName(table) else {
                throw bad(
                    "\(table.quotedForPeople) cannot be the name of a table",
                    mend: "use 1 to 64 of the characters A-Z, a-z, 0-9, \".\", \"_\" and \"-\"")
            }
            guard known.insert(table).inserted else {
                throw bad("the table \(table) is given to two owners", mend: "give each table one owner")
            }
        }
    }

    /// Of each pair of nodes one must have an address that the other can dial.
    private func checkAddresses() throws(Problem) {
        let hidden = nodes.filter { $0.peer == nil }
        guard hidden.count <= 1 else {
            throw bad(
                "neither \(hidden[0].name) nor \(hidden[1].name) has a peer address, so they cannot meet",
                mend: "give one of them a peer address")
        }
    }

    private func bad(_ what: String, mend: String?) -> Problem { Problem("bad-study", what, mend: mend) }
}
