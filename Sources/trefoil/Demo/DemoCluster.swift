import Client
import Foundation
import Identity
import Intake
import Messages
import Primitives
import Study
import Synchronization
import Transport
import Wire

/// Three node processes on loopback with fresh keys in a temporary folder, and the study between them.
final class DemoCluster: Sendable {
    let study: Study
    let analyst: PartyKeys
    private let owners: [PartyKeys]
    private let folder: URL
    private let nodes: Mutex<NodeBox>

    private struct NodeBox: @unchecked Sendable {
        var nodes: [ChildNode]
    }

    /// Makes keys, study and configurations, and starts the nodes.
    init(progress: (String) -> Void) throws(Problem) {
        progress("making keys ...")
        let now = Date()
        folder = try Self.temporaryFolder()
        do throws(Problem) {
            let listeners = try Self.listeners()
            defer { listeners.forEach { close($0.descriptor) } }
            var nodeKeys: [PartyKeys] = []
            for name in DemoStudy.nodeNames { nodeKeys.append(try .create(name: name, now: now)) }
            var owners: [PartyKeys] = []
            for hospital in DemoStudy.hospitals { owners.append(try .create(name: hospital.name, now: now)) }
            analyst = try .create(name: DemoStudy.analyst, now: now)
            self.owners = owners
            study = try DemoStudy.make(
                nodes: nodeKeys, owners: owners, analyst: analyst, peerPorts: listeners.prefix(3).map(\.port),
                httpsPorts: listeners.suffix(3).map(\.port))
            progress("starting three nodes ...")
            let sockets = (0..<3).map { [listeners[$0].descriptor, listeners[$0 + 3].descriptor] }
            nodes = Mutex(
                NodeBox(nodes: try Self.start(nodeKeys, study: study, folder: folder, sockets: sockets)))
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    private static func start(
        _ keys: [PartyKeys], study: Study, folder: URL, sockets: [[Int32]]
    ) throws(Problem) -> [ChildNode] {
        try write(Array(study.yaml.utf8), to: folder.appendingPathComponent("study.yaml"))
        let passphrase = Array(Base64URL.encode(SecureRandom.bytes(24)).utf8)
        try write(passphrase, to: folder.appendingPathComponent("passphrase"))
        var nodes: [ChildNode] = []
        do throws(Problem) {
            for (key, pair) in zip(keys, sockets) {
                try key.save(to: folder.appendingPathComponent("\(key.name).keys").path, passphrase: passphrase)
                let configuration = folder.appendingPathComponent("\(key.name).yaml")
                let text = """
                    format: 1
                    keys: \(key.name).keys
                    passphraseFile: passphrase
                    data: \(key.name)
                    peer: {listen: "fd:3"}
                    https: {listen: "fd:4"}
                    studies: [study.yaml]

                    """
                try write(Array(text.utf8), to: configuration)
                nodes.append(
                    try ChildNode(
                        name: key.name, configuration: configuration.path,
                        log: folder.appendingPathComponent("\(key.name).log").path, sockets: pair))
            }
            for node in nodes {
                try node.waitUntilReady(log: folder.appendingPathComponent("\(node.name).log").path)
            }
        } catch {
            nodes.forEach { $0.end() }
            throw error
        }
        return nodes
    }

    private static func listeners() throws(Problem) -> [(descriptor: Int32, port: UInt16)] {
        var listeners: [(descriptor: Int32, port: UInt16)] = []
        for _ in 0..<6 {
            let socket = try ListeningSocket.bind(HostPort(host: "127.0.0.1", port: 0))
            let port = socket.port
            listeners.append((socket.takeDescriptor(), port))
        }
        return listeners
    }

    private static func temporaryFolder() throws(Problem) -> URL {
        let name = "trefoil-demo-\(Base64URL.encode(SecureRandom.bytes(6)))"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Places.make(folder)
        return folder
    }

    private static func write(_ bytes: [UInt8], to file: URL) throws(Problem) {
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw Problem("file-not-writable", "the file cannot be written", at: file.path, mend: "free some space") }
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
        let outcome: Result<TableReference, Problem>
        do throws(Problem) {
            outcome = .success(try await client.upload(table, as: hospital.table))
        } catch {
            outcome = .failure(error)
        }
        let time = (ContinuousClock.now - start) / .milliseconds(1)
        await client.shutdown()
        _ = try outcome.get()
        return time
    }

    /// Ends the nodes and removes the folder; may be called twice and from any thread.
    func tearDown() {
        nodes.withLock { box in
            box.nodes.forEach { $0.end() }
            box.nodes = []
            try? FileManager.default.removeItem(at: folder)
        }
    }
}
