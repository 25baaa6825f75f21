public import Identity

/// What a party is to a study.
public enum PartyRole: String, Sendable, CaseIterable {
    /// Runs a node.
    case node = "node operator"
    /// Leads the study.
    case investigator = "principal investigator"
    /// Uploads tables.
    case owner = "data owner"
    /// Asks.
    case analyst
    /// Decides about requests at a node.
    case approver
    /// Reads what the nodes have noted.
    case auditor
}

/// A party of a study with all its roles.
public struct StudyParty: Sendable, Equatable {
    /// The name, as on the card.
    public let name: String
    /// The keys it is known by.
    public let card: PartyCard
    /// What it is to the study, in the order of `PartyRole`.
    public let roles: [PartyRole]

    /// Whether the study comes into force only with this party's signature.
    public var mustSign: Bool { roles.contains { [.node, .investigator, .owner].contains($0) } }
}

extension Manifest {
    /// All persons that the manifest adds, some perhaps twice.
    var members: [Member] { [investigator] + approvers.map(\.member) + auditors }
}

extension Study {
    /// Everybody but the nodes, some perhaps twice.
    var members: [Manifest.Member] {
        owners.map { Manifest.Member(name: $0.name, card: $0.card) }
            + analysts.map { Manifest.Member(name: $0.name, card: $0.card) } + (manifest?.members ?? [])
    }

    /// All parties, each once: nodes, principal investigator, owners, analysts, approvers, auditors.
    public var parties: [StudyParty] {
        var names: [String] = []
        var found: [String: (card: PartyCard, roles: [PartyRole])] = [:]
        func add(_ name: String, _ card: PartyCard, _ role: PartyRole) {
            if found[name] == nil { names.append(name) }
            let roles = found[name]?.roles ?? []
            found[name] = (card, roles.contains(role) ? roles : roles + [role])
        }
        for node in nodes { add(node.name, node.card, .node) }
        if let chief = manifest?.investigator { add(chief.name, chief.card, .investigator) }
        for owner in owners { add(owner.name, owner.card, .owner) }
        for analyst in analysts { add(analyst.name, analyst.card, .analyst) }
        for approver in manifest?.approvers ?? [] { add(approver.member.name, approver.member.card, .approver) }
        for auditor in manifest?.auditors ?? [] { add(auditor.name, auditor.card, .auditor) }
        return names.compactMap { name in
            found[name].map { StudyParty(name: name, card: $0.card, roles: $0.roles) }
        }
    }

    /// The party of this name, or nil.
    public func party(named name: String) -> StudyParty? { parties.first { $0.name == name } }

    /// Who must sign before the study comes into force: the node operators, the principal investigator, every data owner.
    public var signers: [StudyParty] { parties.filter(\.mustSign) }
}
