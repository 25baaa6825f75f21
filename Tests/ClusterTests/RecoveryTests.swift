import Client
import Foundation
import Identity
import Intake
import Messages
import Node
import Primitives
import SecretSharing
import Store
import Study
import Testing
import Wire

@testable import Client

@Suite(.ownThreads)
struct RecoveryTests {
    private let samples: SampleTables

    init() throws { samples = try SampleTables(["m": 23, "r": 31], seed: 12) }

    private func configuration(_ node: TestNode) throws -> NodeConfiguration {
        try .load(path: node.dataFolder.deletingLastPathComponent().appendingPathComponent("\(node.name).yaml").path)
    }

    private var now: UInt64 { UInt64(Date().timeIntervalSince1970) }

    private func allow(_ node: TestNode, by others: [TestNode]) throws {
        for other in others {
            try NodeDaemon.allowRebuild(try configuration(other), study: nil, of: node.name, at: now)
        }
    }

    /// Rebuilds a node that does not run.
    @discardableResult
    private func rebuild(_ role: Role, _ cluster: TLSCluster) async throws -> Int {
        let preparation = try NodeDaemon.prepare(try configuration(cluster.nodes[role.index])) { () throws(Problem) in
            nil
        }
        let client = try StudyClient(study: cluster.study, keys: cluster.parties.nodes[role.index])
        do {
            let count = try await NodeRebuild(preparation, study: nil, at: now) { (node, path) throws(Problem) in
                try await client.rebuild(from: node, path)
            }.run()
            await client.shutdown()
            return count
        } catch {
            await client.shutdown()
            throw error
        }
    }

    @Test(
        "A node that lost everything is rebuilt from the other two once both agree, and answers as before",
        arguments: Role.allCases)
    func wiped(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            let before = try await cluster.printed("quantile(c(m$age, r$age))")
            let node = cluster.nodes[role.index]
            let others = cluster.nodes.filter { $0.name != node.name }
            try await node.stop()
            try FileManager.default.removeItem(at: node.dataFolder)
            #expect(try await problem { try await rebuild(role, cluster) }?.code == "rebuild-not-allowed")
            try allow(node, by: [others[0]])
            #expect(try await problem { try await rebuild(role, cluster) }?.code == "rebuild-not-allowed")
            try allow(node, by: [others[1]])
            #expect(try await rebuild(role, cluster) == 2)
            try await node.start()
            try await eventually("the same query answers") {
                (try? await cluster.printed("quantile(c(m$age, r$age))")) == before
            }
            let audits = try await cluster.nodes.asyncMap {
                try VerifiedAudit(try await cluster.client.audit(of: $0.name))
            }
            #expect(audits[role.index].entries[0].event.action == .nodeRebuilt)
            #expect(audits[role.index].entries[0].number > 0)
        }
    }

    @Test(
        "A node put back to an earlier state serves again after it was rebuilt; a withdrawn row stays gone",
        arguments: [Role.second])
    func rolledBack(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let node = cluster.nodes[role.index]
            let path = node.dataFolder.deletingLastPathComponent().appendingPathComponent("m.rows").path
            let file = try OwnerRegister(path: path, study: cluster.study, table: "m", keys: cluster.parties.owner)
            let table = try CheckedTable(csv: samples.csv("m"), file: "m.csv", codebook: samples.codebook)
            _ = try await cluster.owner.upload(table, as: "m", register: file)
            try await eventually("the query answers") { (try? await cluster.printed("nrow(m)")) == "23" }
            let copy = node.dataFolder.appendingPathExtension("backup").path
            try NodeDaemon.backUp(try configuration(node), study: nil, to: copy, at: 1_700_000_000)
            var register = await file.register
            let handle = register.versions[0].rows[4].handle
            try register.withdraw(
                register.items(.handle(handle)), in: cluster.study, by: cluster.parties.owner, at: now)
            #expect(try await cluster.owner.settle(&register).isEmpty)
            let receipt = try #require(register.withdrawals[0].receipts[role])
            #expect(try WithdrawalReceipt(wireBytes: receipt.payload).backups == [1_700_000_000])
            var before = ""
            try await eventually("the row is gone") {
                before = (try? await cluster.printed("sum(m$age)")) ?? ""
                return !before.isEmpty
            }
            try await node.stop()
            let preparation = try NodeDaemon.prepare(try configuration(node)) { () throws(Problem) in nil }
            try NodeDaemon.restore(preparation, study: nil, from: copy, at: now)
            try await node.start()
            try await eventually("the old state is noticed") {
                try await problem { try await cluster.printed("sum(m$age)") }?.code == "node-rolled-back"
            }
            try await node.stop()
            try allow(node, by: cluster.nodes.filter { $0.name != node.name })
            #expect(try await rebuild(role, cluster) == 1)
            try await node.start()
            try await eventually("the same query answers, without the row") {
                guard let printed = try? await cluster.printed("sum(m$age)") else { return false }
                #expect(printed == before)
                return true
            }
            #expect(try await cluster.printed("nrow(m)") == "22")
            let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: node.dataFolder.path).first)
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(node.dataFolder.path)/\(folder)")
            let audit = try #require(files.first { $0.hasSuffix(".audit") })
            let kept = try Data(contentsOf: node.dataFolder.appendingPathComponent("\(folder)/\(audit)"))
            #expect(try AuditExport(wireBytes: Array(kept)).node == node.name)
        }
    }

    @Test("A node gives another only the component that both hold, and nothing to anybody else")
    func onlyTheCommonComponent() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            let node = cluster.nodes[0]
            try allow(node, by: Array(cluster.nodes[1...]))
            let client = try StudyClient(study: cluster.study, keys: cluster.parties.nodes[0])
            for (giver, component) in [(2, 0), (1, 1)] {
                let name = cluster.nodes[giver].name
                let listing = try RebuildListing(wireBytes: try await client.rebuild(from: name, "listing"))
                let statements = try listing.versions.map {
                    try UploadStatement(wireBytes: $0.certificate.statement.payload)
                }
                #expect(zip(listing.versions, statements).allSatisfy { $0.fingerprint == $1.fingerprints[component] })
            }
            await client.shutdown()
            for keys in [cluster.parties.analyst, cluster.parties.owner] {
                let other = try StudyClient(study: cluster.study, keys: keys)
                #expect(
                    try await problem { try await other.rebuild(from: cluster.nodes[1].name, "listing") }?.code
                        == "unknown-signer")
                await other.shutdown()
            }
            let third = try StudyClient(study: cluster.study, keys: cluster.parties.nodes[2])
            #expect(
                try await problem { try await third.rebuild(from: cluster.nodes[1].name, "listing") }?.code
                    == "rebuild-not-allowed")
            await third.shutdown()
        }
    }

    @Test("A copy of another node, a damaged one and a running node are refused")
    func refusals() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            let copy = cluster.nodes[0].dataFolder.appendingPathExtension("backup").path
            try NodeDaemon.backUp(try configuration(cluster.nodes[0]), study: nil, to: copy, at: now)
            #expect(
                try await problem {
                    try NodeDaemon.backUp(try configuration(cluster.nodes[0]), study: nil, to: copy, at: now)
                }?
                .code == "file-exists")
            func restore(_ index: Int) async throws -> String? {
                try await problem {
                    let preparation = try NodeDaemon.prepare(try configuration(cluster.nodes[index])) {
                        () throws(Problem) in nil
                    }
                    try NodeDaemon.restore(preparation, study: nil, from: copy, at: now)
                }?.code
            }
            #expect(try await restore(0) == "store-in-use")
            try await cluster.nodes[1].stop()
            #expect(try await restore(1) == "other-store")
            try Data("no database".utf8).write(to: URL(fileURLWithPath: copy))
            try await cluster.nodes[0].stop()
            #expect(try await restore(0) == "bad-backup")
            for node in cluster.nodes[..<2] { try await node.start() }
            try await eventually("nothing was lost") { (try? await cluster.printed("nrow(m)")) == "23" }
        }
    }
}

extension Array {
    /// The results of a body for each element, one after the other.
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
