import Client
import Foundation
import Identity
import Intake
import Messages
import Primitives
import SecretSharing
import Study
import Transport
import Wire

/// Three node processes on loopback with fresh keys in a temporary folder, and the study between them.
struct EphemeralCluster: Sendable {
    let study: Study
    let analyst: PartyKeys
    private let owners: [PartyKeys]
    private let investigator: PartyKeys
    private let signatures: StudySignatures

    /// Makes keys, study and configurations, and starts the nodes, all with these options.
    init(
        of parties: EphemeralStudy, on ground: EphemeralGround, nodeOptions: [String] = [],
        progress: (String) -> Void
    ) throws(Problem) {
        progress("making keys ...")
        let peers = try Self.listeners()
        let https = try Self.listeners()
        let keys = try EphemeralKeys(of: parties)
        analyst = keys.analyst
        owners = keys.owners
        investigator = keys.investigator
        study = try parties.study(keys, peerPorts: peers.map(\.port), httpsPorts: https.map(\.port))
        signatures = keys.signatures(under: study)
        progress("starting three nodes ...")
        try Self.start(
            keys.nodes, study: study, signatures, ground: ground, peers: peers, https: https, nodeOptions)
    }

    /// Puts the study in force at the three nodes, as all its parties have signed it.
    func activate() async throws(Problem) {
        let client = try StudyClient(study: study, keys: investigator)
        let answers = await client.perform(.adopt(study, signatures: signatures.consents))
        await client.shutdown()
        for answer in answers { _ = try answer.result.get() }
    }

    private static func start(
        _ keys: [PartyKeys], study: Study, _ signatures: StudySignatures, ground: EphemeralGround,
        peers: [ListeningSocket],
        https: [ListeningSocket], _ options: [String]
    ) throws(Problem) {
        try write(Array(study.yaml.utf8), to: ground.file("study.yaml"))
        try StudySignatures.add(signatures.consents, beside: ground.file("study.yaml").path)
        let passphrase = Array(Base64URL.encode(SecureRandom.bytes(24)).utf8)
        try write(passphrase, to: ground.file("passphrase"))
        var nodes: [ChildNode] = []
        for (index, key) in keys.enumerated() {
            try key.save(to: ground.file("\(key.name).keys").path, passphrase: passphrase)
            let configuration = ground.file("\(key.name).yaml")
            try write(Array(Self.configuration(of: key.name).utf8), to: configuration)
            let log = ground.file("\(key.name).log").path
            let sockets = [peers[index].takeDescriptor(), https[index].takeDescriptor()]
            defer { sockets.forEach { close($0) } }
            nodes.append(
                try ground.start { () throws(Problem) in
                    try ChildNode(
                        name: key.name, configuration: configuration.path, log: log, sockets: sockets,
                        options: options)
                })
        }
        for node in nodes { try node.waitUntilReady(log: ground.file("\(node.name).log").path) }
    }

    private static func configuration(of name: String) -> String {
        """
        format: 1
        keys: \(name).keys
        passphraseFile: passphrase
        data: \(name)
        peer: {listen: "fd:3"}
        https: {listen: "fd:4"}
        studies: [study.yaml]

        """
    }

    private static func listeners() throws(Problem) -> [ListeningSocket] {
        var listeners: [ListeningSocket] = []
        for _ in Role.allCases { listeners.append(try .bind(HostPort(host: "127.0.0.1", port: 0))) }
        return listeners
    }

    private static func write(_ bytes: [UInt8], to file: URL) throws(Problem) {
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else {
            throw Problem("file-not-writable", "the file cannot be written", at: file.path, mend: "free some space")
        }
    }

    /// Deals a table as its owner; it is visible on all three nodes when this returns.
    func upload(_ table: CheckedTable, as name: String) async throws {
        guard let owner = study.owner(ofTable: name), let keys = owners.first(where: { $0.name == owner.name }) else {
            throw Problem("no-keys", "there are no keys of the owner of \(name)")
        }
        let client = try StudyClient(study: study, keys: keys)
        do {
            _ = try await client.upload(table, as: name)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }
}
