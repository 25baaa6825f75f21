import Client
import Foundation
import Inference
import Intake
import Language
import Messages
import Primitives
import SecretSharing
import Study
import Wire

/// Three nodes in this process that talk mutual TLS over loopback, each with a store of its own.
struct TLSCluster: Cluster {
    let parties: Parties
    let nodes: [TestNode]
    /// The analyst's client.
    let client: StudyClient
    /// The client of the tables' owner.
    let owner: StudyClient

    var study: Study { parties.study }

    /// Starts three nodes, uploads the tables, and ends everything when the body has ended.
    ///
    /// - Parameter dissenter: a node whose study file says the other mode.
    static func with<Value: Sendable>(
        mode: SecurityMode = .active, policy: Policy, tables: CSVTables, upload: Bool = true, dissenter: Role? = nil,
        _ body: (TLSCluster) async throws -> Value
    ) async throws -> Value {
        try await Gate.shared.pass {
            try await run(mode: mode, policy: policy, tables: tables, upload: upload, dissenter: dissenter, body)
        }
    }

    private static func run<Value: Sendable>(
        mode: SecurityMode, policy: Policy, tables: CSVTables, upload: Bool, dissenter: Role?,
        _ body: (TLSCluster) async throws -> Value
    ) async throws -> Value {
        let name = "trefoil-test-\(Base64URL.encode(SecureRandom.bytes(9)))"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cluster = try TLSCluster(
            mode: mode, policy: policy, tables: tables, folder: folder, dissenter: dissenter)
        let outcome: Result<Value, any Error>
        do {
            try await cluster.each { try await $0.start() }
            if upload { for (name, bytes) in tables.files { try await cluster.upload(bytes, as: name) } }
            outcome = .success(try await body(cluster))
        } catch {
            outcome = .failure(error)
        }
        await cluster.client.shutdown()
        await cluster.owner.shutdown()
        try await cluster.each { try await $0.stop() }
        return try outcome.get()
    }

    private init(
        mode: SecurityMode, policy: Policy, tables: CSVTables, folder: URL, dissenter: Role?
    ) throws {
        let (peers, https) = (
            try (0..<3).map { _ in try PortReservation() }, try (0..<3).map { _ in try PortReservation() }
        )
        parties = try Parties(
            mode: mode, policy: policy, codebook: tables.codebook, tables: tables.names, peers: peers.map(\.address),
            https: https.map(\.address))
        let text = parties.study.yaml
        let other = text.replacing("mode: \(mode.rawValue)", with: "mode: \(mode == .active ? "passive" : "active")")
        for (name, text) in ["study": text, "dissent": other] {
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).yaml"))
        }
        nodes = try parties.nodes.enumerated().map { index, keys in
            try TestNode(
                keys: keys, peer: peers[index], https: https[index], folder: folder,
                study: index == dissenter?.index ? "dissent.yaml" : "study.yaml")
        }
        client = try StudyClient(study: parties.study, keys: parties.analyst)
        owner = try StudyClient(study: parties.study, keys: parties.owner)
    }

    /// Does something with all nodes at once.
    func each(_ body: @escaping @Sendable (TestNode) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in nodes { group.addTask { try await body(node) } }
            try await group.waitForAll()
        }
    }

    func answer(_ plan: Plan) async throws -> Answer { try await client.run(plan).answer }

    /// Uploads a table as its owner, and waits until it is visible on all nodes.
    func upload(_ csv: [UInt8], as name: String) async throws {
        let table = try CheckedTable(csv: csv, file: "\(name).csv", codebook: study.codebook)
        do throws(Problem) {
            _ = try await owner.upload(table, as: name)
        } catch {
            guard error.code == "upload-settling" else { throw error }
            try await eventually("\(name) is visible") { try await client.tables().contains { $0.table == name } }
        }
    }
}

/// Asks again and again until it holds. The deadline is there for what never comes true; no sound run reaches it.
func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(90)
    while try await !holds() {
        guard ContinuousClock.now < deadline else { throw Problem("never", "it does not come true: \(what)") }
        await Task.yield()
    }
}
