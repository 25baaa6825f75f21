import Foundation
import Identity
import SecretSharing
import Study
import Wire

/// Three nodes, an owner of all tables and an analyst, with fresh keys, and their study.
struct Parties: Sendable {
    let nodes: [PartyKeys]
    let owner: PartyKeys
    let analyst: PartyKeys
    let study: Study

    /// - Parameters:
    ///   - peers: where the nodes reach each other.
    ///   - https: where clients reach them.
    init(
        name: String = "DS1", mode: SecurityMode = .active, policy: Policy, codebook: Codebook, tables: [String],
        peers: [HostPort], https: [HostPort]
    ) throws {
        let now = Date()
        nodes = try ["node-a", "node-b", "node-c"].map { try PartyKeys.create(name: $0, now: now) }
        owner = try PartyKeys.create(name: "clinic", now: now)
        analyst = try PartyKeys.create(name: "ann", now: now)
        study = try Study(
            name: name, title: "Made-up patients", data: .synthetic, mode: mode, policy: policy,
            nodes: zip(nodes, zip(peers, https)).map {
                NodeEntry(name: $0.name, card: $0.card, peer: $1.0, https: $1.1)
            },
            owners: [OwnerEntry(name: owner.name, card: owner.card, tables: tables)],
            analysts: [AnalystEntry(name: analyst.name, card: analyst.card)], codebook: codebook)
    }
}

/// Tables as their owner has them.
struct CSVTables: Sendable {
    let codebook: Codebook
    /// The bytes of each file, by the name of the table.
    let files: [String: [UInt8]]

    var names: [String] { files.keys.sorted() }

    init(_ samples: SampleTables) {
        codebook = samples.codebook
        files = Dictionary(uniqueKeysWithValues: samples.plain.keys.map { ($0, samples.csv($0)) })
    }

    /// The pilot's tables, as they come with the program.
    static func pilot() throws -> CSVTables {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/trefoil/Pilot")
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        // The codebook's file is the last part of a study file; the study before it does not matter.
        let port = HostPort(host: "127.0.0.1", port: 1)
        let frame = try Parties(
            policy: .pilot, codebook: Codebook(columns: [Column(name: "age", kind: .factor(levels: ["old"]))]),
            tables: ["t"], peers: [port, port, port], https: [port, port, port]
        ).study.yaml
        guard let start = frame.range(of: "codebook:") else {
            throw Problem("no-codebook", "the study has no codebook")
        }
        let text = String(frame[..<start.lowerBound]) + String(decoding: try bytes("codebook.yaml"), as: UTF8.self)
        let study = try Study.read(text, path: "study.yaml") { (path) throws(Problem) in try PartyCard.load(from: path)
        }
        return CSVTables(
            codebook: study.codebook,
            files: ["munich_production": try bytes("munich.csv"), "rome_production": try bytes("rome.csv")])
    }

    init(codebook: Codebook, files: [String: [UInt8]]) {
        self.codebook = codebook
        self.files = files
    }
}
