import Client
import Foundation
import Identity
import Intake
import Messages
import NIOHTTP1
import Primitives
import SecretSharing
import Store
import Study
import Testing
import Wire

@testable import Client

@Suite(.ownThreads)
struct UploadTests {
    private let samples: SampleTables

    init() throws { samples = try SampleTables(["m": 23, "r": 31], seed: 3) }

    /// An upload of `m` that was prepared at all nodes, and its certificate.
    private func prepared(_ cluster: TLSCluster) async throws -> (certificate: CommitCertificate, batch: BatchID) {
        let table = try CheckedTable(csv: samples.csv("m"), file: "m.csv", codebook: samples.codebook)
        let dealt = DealtTable(dealing: table)
        let owner = cluster.parties.owner
        let statement = dealt.statement(
            for: cluster.study, table: "m", owner: owner.name, created: UInt64(Date().timeIntervalSince1970))
        let signed = SignedMessage.sign(statement, by: owner)
        var receipts: [SignedMessage] = []
        for (role, node) in zip(Role.allCases, cluster.owner.nodes) {
            let submission = UploadSubmission(statement: signed, part: dealt.part(for: role).wireBytes)
            receipts.append(try SignedMessage(wireBytes: try await node.post("uploads", submission.wireBytes)))
        }
        return (CommitCertificate(statement: signed, receipts: receipts), statement.batch)
    }

    private func listing(_ node: NodeClient) async throws -> TableListing {
        try TableListing(wireBytes: try await node.request(.GET, "tables"))
    }

    /// What lies in the stores of stopped nodes.
    private func stored(_ cluster: TLSCluster) throws -> [TableVersion] {
        var versions: [TableVersion] = []
        for (role, node) in zip(Role.allCases, cluster.nodes) {
            for folder in try FileManager.default.contentsOfDirectory(atPath: node.dataFolder.path) {
                let store = try SQLiteShareStore(
                    folder: node.dataFolder.appendingPathComponent(folder).path, study: cluster.study.digest, role: role
                )
                versions += try store.versions()
                try store.close()
            }
        }
        return versions
    }

    @Test("a node that is down is named, and nothing is stored anywhere", arguments: Role.allCases)
    func nodeDown(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            try await cluster.nodes[role.index].stop()
            let refusal = try await problem { try await cluster.upload(samples.csv("m"), as: "m") }
            #expect(refusal?.code == "node-down")
            #expect(refusal?.what.contains(cluster.nodes[role.index].name) == true)
            try await cluster.each { try await $0.stop() }
            #expect(try stored(cluster).isEmpty)
            try await cluster.each { try await $0.start() }
            try await cluster.upload(samples.csv("m"), as: "m")
            try await check(["mean(m$age)"], on: cluster, samples, atOnce: 1)
        }
    }

    @Test("a commit that reached one node only is visible on all three after they have met")
    func oneCommit() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let (certificate, batch) = try await prepared(cluster)
            try await cluster.nodes[0].stop()
            try await cluster.nodes[2].stop()
            let reached = cluster.owner.nodes[1]
            async let commit = reached.post("commits", certificate.wireBytes)
            try await eventually("the second node has committed") {
                try await listing(reached).settling.contains { $0.batch == batch }
            }
            #expect(try await listing(reached).visible.isEmpty)
            try await cluster.nodes[0].start()
            try await cluster.nodes[2].start()
            for node in cluster.client.nodes {
                try await eventually("the table is visible at \(node.node.name)") {
                    try await listing(node).visible.contains { $0.batch == batch }
                }
            }
            _ = try await commit
            try await check(["mean(m$age)", "freq(m$sex)"], on: cluster, samples, atOnce: 1)
        }
    }

    @Test("an upload without a certificate is not visible, also after a restart")
    func noCertificate() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let (certificate, batch) = try await prepared(cluster)
            func expectNothing() async throws {
                for node in cluster.client.nodes {
                    let listing = try await listing(node)
                    #expect(listing.visible.isEmpty && listing.settling.isEmpty)
                }
                #expect(try await problem { try await cluster.printed("mean(m$age)") }?.code == "no-table")
            }
            try await expectNothing()
            try await cluster.each { try await $0.stop() }
            #expect(try stored(cluster).map(\.status) == [.prepared, .prepared, .prepared])
            try await cluster.each { try await $0.start() }
            try await expectNothing()
            // Receipts of two nodes do not make a certificate, nor does a receipt for another upload.
            let two = CommitCertificate(
                statement: certificate.statement, receipts: Array(certificate.receipts.prefix(2)))
            let other = try await prepared(cluster).certificate
            let mixed = CommitCertificate(
                statement: certificate.statement,
                receipts: [certificate.receipts[0], other.receipts[1], other.receipts[2]])
            for wrong in [two, mixed] {
                let refusal = try await problem { try await cluster.owner.nodes[0].post("commits", wrong.wireBytes) }
                #expect(refusal?.code == "bad-certificate")
            }
            try await expectNothing()
            _ = try await cluster.owner.nodes[0].post("commits", certificate.wireBytes)
            try await eventually("the table is visible") {
                try await cluster.client.tables().contains { $0.batch == batch }
            }
        }
    }

    @Test("a part that is not what the owner signed is refused and not stored")
    func wrongPart() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let table = try CheckedTable(csv: samples.csv("m"), file: "m.csv", codebook: samples.codebook)
            let (dealt, other) = (DealtTable(dealing: table), DealtTable(dealing: table))
            let owner = cluster.parties.owner
            let created = UInt64(Date().timeIntervalSince1970)
            let statement = dealt.statement(for: cluster.study, table: "m", owner: owner.name, created: created)
            let signed = SignedMessage.sign(statement, by: owner)
            for (role, node) in zip(Role.allCases, cluster.owner.nodes) {
                let refused = [
                    (UploadSubmission(statement: signed, part: other.part(for: role).wireBytes), "component-differs"),
                    (UploadSubmission(statement: signed, part: dealt.part(for: role.left).wireBytes), "bad-part"),
                    (
                        UploadSubmission(
                            statement: .sign(statement, by: cluster.parties.analyst),
                            part: dealt.part(for: role).wireBytes), "bad-upload"
                    ),
                ]
                for (submission, code) in refused {
                    #expect(try await problem { try await node.post("uploads", submission.wireBytes) }?.code == code)
                }
            }
            try await cluster.each { try await $0.stop() }
            #expect(try stored(cluster).isEmpty)
        }
    }
}
