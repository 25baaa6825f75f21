import Foundation
import Identity
import SecretSharing
import Study
import Wire

/// A study that lives as long as a command: all but the keys and addresses.
struct EphemeralStudy: Sendable {
    /// An owner and its tables.
    struct Owner: Sendable {
        let name: String
        let tables: [String]
    }

    let name: String
    let title: String
    let data: Study.DataKind
    let mode: SecurityMode
    let policy: Policy
    let nodeNames: [String]
    let owners: [Owner]
    let analyst: String
    let codebook: Codebook
    /// Who leads it.
    var investigator = "investigator"
    /// What may be asked.
    var exploratory = ExploratoryAnalyses.everything

    /// The study of parties with these keys, whose nodes listen on loopback.
    func study(_ keys: EphemeralKeys, peerPorts: [UInt16], httpsPorts: [UInt16]) throws(Problem) -> Study {
        let nodes = keys.nodes.enumerated().map { index, node in
            NodeEntry(
                name: node.name, card: node.card, peer: HostPort(host: "127.0.0.1", port: peerPorts[index]),
                https: HostPort(host: "127.0.0.1", port: httpsPorts[index]))
        }
        return try Study(
            name: name, title: title, data: data, mode: mode, policy: policy, nodes: nodes,
            owners: zip(owners, keys.owners).map { OwnerEntry(name: $0.name, card: $1.card, tables: $0.tables) },
            analysts: [AnalystEntry(name: analyst, card: keys.analyst.card)], codebook: codebook,
            manifest: try manifest(keys))
    }

    /// What such a study says of itself; whoever runs the command is everybody in it.
    private func manifest(_ keys: EphemeralKeys) throws(Problem) -> Manifest {
        guard let today = CalendarDate(String(keys.made.instantText.prefix(10))) else {
            throw Problem("wrong-clock", "the clock of this machine is beyond the year 9999", mend: "set the clock")
        }
        return Manifest(
            purpose: "to see the program at work", legalBasis: "none is needed: the data is \(data.rawValue)",
            ethics: "",
            administrators: nodeNames.map { ["the process of \($0)"] },
            investigator: .init(name: investigator, card: keys.investigator.card), exploratory: exploratory,
            recipients: ["whoever runs the command"], retention: today,
            withdrawal: "the study ends with the command, and so does its data")
    }
}

/// Fresh keys of the parties of an ephemeral study.
struct EphemeralKeys {
    let nodes: [PartyKeys]
    let owners: [PartyKeys]
    let analyst: PartyKeys
    let investigator: PartyKeys
    /// When they were made, in seconds since 1970.
    let made: UInt64

    /// Makes them.
    init(of study: EphemeralStudy) throws(Problem) {
        let now = Date()
        made = UInt64(max(0, now.timeIntervalSince1970))
        var nodes: [PartyKeys] = []
        for name in study.nodeNames { nodes.append(try .create(name: name, now: now)) }
        var owners: [PartyKeys] = []
        for owner in study.owners { owners.append(try .create(name: owner.name, now: now)) }
        self.nodes = nodes
        self.owners = owners
        analyst = try .create(name: study.analyst, now: now)
        investigator = try .create(name: study.investigator, now: now)
    }

    /// The signatures of all who must sign.
    func signatures(under study: Study) -> StudySignatures {
        StudySignatures((nodes + [investigator] + owners).map { .sign(StudyConsent(to: study, at: made), by: $0) })
    }
}
