import Foundation
import Identity
import Primitives
import SecretSharing
import Study
import Wire

/// A study with fresh keys for tests.
enum SampleStudy {
    /// The study, and the keys of its owner, whose table is `patients`.
    static func make(codebook: Codebook) throws(Problem) -> (Study, owner: PartyKeys) {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let owner = try PartyKeys.create(name: "clinic", now: now)
        var nodes: [NodeEntry] = []
        for (index, name) in ["munich", "rome", "vienna"].enumerated() {
            let keys = try PartyKeys.create(name: name, now: now)
            let peer = HostPort(host: "127.0.0.1", port: UInt16(30_000 + index))
            let https = HostPort(host: "127.0.0.1", port: UInt16(55_000 + index))
            nodes.append(NodeEntry(name: name, card: keys.card, peer: peer, https: https))
        }
        let study = try Study(
            name: "DS1", title: "A study", data: .synthetic, mode: .passive, policy: .open, nodes: nodes,
            owners: [OwnerEntry(name: owner.name, card: owner.card, tables: ["patients"])],
            analysts: [
                AnalystEntry(name: "statistician", card: try PartyKeys.create(name: "statistician", now: now).card)
            ],
            codebook: codebook)
        return (study, owner)
    }
}
