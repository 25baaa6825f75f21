import Client
import Foundation
import Identity
import Intake
import Messages
import Primitives
import Study
import Transport
import Wire

/// Three node processes on loopback with fresh keys in a temporary folder, and the study between them.
struct DemoCluster: Sendable {
    let study: Study
    let analyst: PartyKeys
    private let owners: [PartyKeys]

    /// Makes keys, study and configurations, and starts the nodes.
    init(on ground: DemoGround, progress: (String) -> Void) throws(Problem) {
        progress("making keys ...")
        let now = Date()
        let peers = try Self.listeners()
        let https = try Self.listeners()
        var nodeKeys: [PartyKeys] = []
        for name in DemoStudy.nodeNames { nodeKeys.append(try .create(name: name, now: now)) }
        var owners: [PartyKeys] = []
        for hospital in DemoStudy.hospitals { owners.append(try .create(name: hospital.name, now: now)) }
        analyst = try .create(name: DemoStudy.analyst, now: now)
        self.owners = owners
        study = try DemoStudy.make(
            nodes: nodeKeys, owners: owners, analyst: analyst, peerPorts: peers.map(\.port),
            httpsPorts: https.map(\.port))
        progress("starting three nodes ...")
        try Self.start(nodeKeys, study: study, ground: ground, peers: peers, https: https)
    }

    private static func start(
        _ keys: [PartyKeys], study: Study, ground: DemoGround, peers: [ListeningSocket], https: [ListeningSocket]
    ) throws(Problem) {
        try write(Array(study.yaml.utf8), to: ground.file("study.yaml"))
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
                    try ChildNode(name: key.name, configuration: configuration.path, log: log, sockets: sockets)
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
        for _ in DemoStudy.nodeNames { listeners.append(try .bind(HostPort(host: "127.0.0.1", port: 0))) }
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

    /// Reads, checks and deals a hospital's table, as its owner; the time is from the file to the visible version.
    func upload(_ hospital: DemoStudy.Hospital, from data: String?) async throws -> Double {
        guard let keys = owners.first(where: { $0.name == hospital.name }) else {
            throw Problem("no-keys", "the demo has no keys of \(hospital.name)")
        }
        let start = ContinuousClock.now
        let (bytes, name) = try DemoStudy.table(of: hospital, folder: data)
        let table = try CheckedTable(csv: bytes, file: name, codebook: study.codebook)
        let client = try StudyClient(study: study, keys: keys)
        do {
            _ = try await client.upload(table, as: hospital.table)
        } catch {
            await client.shutdown()
            throw error
        }
        let time = (ContinuousClock.now - start) / .milliseconds(1)
        await client.shutdown()
        return time
    }
}
