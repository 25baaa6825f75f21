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
            analysts: [AnalystEntry(name: analyst, card: keys.analyst.card)], codebook: codebook)
    }
}

/// Fresh keys of the parties of an ephemeral study.
struct EphemeralKeys {
    let nodes: [PartyKeys]
    let owners: [PartyKeys]
    let analyst: PartyKeys

    /// Makes them.
    init(of study: EphemeralStudy) throws(Problem) {
        let now = Date()
        var nodes: [PartyKeys] = []
        for name in study.nodeNames { nodes.append(try .create(name: name, now: now)) }
        var owners: [PartyKeys] = []
        for owner in study.owners { owners.append(try .create(name: owner.name, now: now)) }
        self.nodes = nodes
        self.owners = owners
        analyst = try .create(name: study.analyst, now: now)
    }
}
