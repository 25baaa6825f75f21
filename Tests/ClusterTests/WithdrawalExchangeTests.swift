import Client
import Foundation
import Identity
import Intake
import Messages
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

@Suite(.ownThreads)
struct WithdrawalExchangeTests {
    private let samples: SampleTables

    init() throws { samples = try SampleTables(["m": 23], seed: 11) }

    /// The register of `m` after an upload of its 23 rows under the identifiers "patient 1" and so on.
    private func uploaded(_ cluster: TLSCluster) async throws -> OwnerRegister {
        let file = cluster.nodes[0].dataFolder.deletingLastPathComponent().appendingPathComponent("m.rows").path
        let register = try OwnerRegister(path: file, study: cluster.study, table: "m", keys: cluster.parties.owner)
        try await upload(cluster, register, rows: Array(0..<23))
        return register
    }

    private func upload(_ cluster: TLSCluster, _ register: OwnerRegister, rows: [Int]) async throws {
        let lines = String(decoding: samples.csv("m"), as: UTF8.self).split(separator: "\n")
        let text = (["id,\(lines[0])"] + rows.map { "patient \($0 + 1),\(lines[$0 + 1])" }).joined(separator: "\n")
        let table = try CheckedTable(
            csv: Array(text.utf8), file: "m.csv", codebook: samples.codebook, identifiers: "id")
        _ = try await cluster.owner.upload(table, as: "m", register: register)
    }

    /// Withdraws the row of an identifier; the names of nodes that have not signed yet.
    @discardableResult
    private func withdraw(_ identifier: String, _ cluster: TLSCluster, _ file: OwnerRegister) async throws -> [String] {
        var register = await file.register
        try register.withdraw(
            register.items(.identifier(identifier)), in: cluster.study, by: cluster.parties.owner,
            at: UInt64(Date().timeIntervalSince1970))
        return try await settle(&register, cluster, file)
    }

    private func settle(
        _ register: inout RowRegister, _ cluster: TLSCluster, _ file: OwnerRegister
    ) async throws -> [String] {
        let missing = try await cluster.owner.settle(&register).map(\.node)
        try await file.replace(with: register)
        return missing
    }

    @Test("A row is gone from every version at all nodes, the owner has three receipts, and answers follow")
    func everyVersion() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let file = try await uploaded(cluster)
            try await upload(cluster, file, rows: Array(0..<20))
            let before = try await cluster.printed("sum(m$age)")
            #expect(try await cluster.printed("nrow(m)") == "20")
            #expect(await file.register.items(.identifier("patient 7")).count == 2)
            #expect(try await withdraw("patient 7", cluster, file).isEmpty)
            let register = await file.register
            #expect(register.withdrawals[0].receipts.count == 3 && register.open.isEmpty)
            let receipt = try WithdrawalReceipt(
                wireBytes: try #require(register.withdrawals[0].receipts[.first]).payload)
            #expect(receipt.revisions.map(\.rows).sorted() == [19, 22])
            var after = ""
            try await eventually("all nodes have all receipts") {
                after = (try? await cluster.printed("nrow(m)")) ?? ""
                return after == "19"
            }
            #expect(try await cluster.printed("sum(m$age)") != before)
            #expect(register.items(.identifier("patient 7")).isEmpty && register.isWithdrawn("patient 7"))
            let again = try await problem { try await upload(cluster, file, rows: [5, 6, 7]) }
            #expect(again?.code == "row-withdrawn" && again?.place == "row 3 of the file")
            for node in cluster.nodes {
                let audit = try VerifiedAudit(try await cluster.owner.audit(of: node.name))
                let actions = audit.entries.map(\.event.action)
                for action in [AuditEvent.Action.withdrawalTaken, .withdrawalDone, .withdrawalComplete] {
                    #expect(actions.count { $0 == action } == 1, "\(action)")
                }
            }
        }
    }

    @Test(
        "While a node is down no query runs; it deletes when it is back, and then queries run", arguments: Role.allCases
    )
    func nodeDown(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let file = try await uploaded(cluster)
            let node = cluster.nodes[role.index]
            try await node.stop()
            #expect(try await withdraw("patient 3", cluster, file) == [node.name])
            let query = try RawQuery("nrow(load(\"DS1\", \"m\"))", study: cluster.study, keys: cluster.parties.analyst)
            for (other, client) in zip(cluster.nodes, cluster.client.nodes) where other.name != node.name {
                let refusal = try await problem { try await query.send(to: client) }
                #expect(refusal?.code == "withdrawal-pending" && refusal?.kind == .tryAgain, "\(refusal?.text ?? "")")
                #expect(refusal?.what.contains(node.name) == true)
            }
            try await node.start()
            var seen: Set<String> = []
            try await eventually("the row is gone") {
                guard let printed = try? await cluster.printed("nrow(m)") else { return false }
                seen.insert(printed)
                return true
            }
            #expect(seen == ["22"])
            var register = await file.register
            #expect(try await settle(&register, cluster, file).isEmpty)
            #expect(await file.register.withdrawals[0].receipts.count == 3)
        }
    }

    @Test(
        "A node started from an old state deletes again, and the row does not come back",
        arguments: [Role.first, .third])
    func oldState(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let file = try await uploaded(cluster)
            let node = cluster.nodes[role.index]
            try await node.stop()
            let copy = node.dataFolder.appendingPathExtension("old")
            try FileManager.default.copyItem(at: node.dataFolder, to: copy)
            try await node.start()
            try await eventually("the query answers") { (try? await cluster.printed("nrow(m)")) == "23" }
            try await withdraw("patient 1", cluster, file)
            try await eventually("the row is gone") { (try? await cluster.printed("nrow(m)")) == "22" }
            try await node.stop()
            try FileManager.default.removeItem(at: node.dataFolder)
            try FileManager.default.moveItem(at: copy, to: node.dataFolder)
            try await node.start()
            try await eventually("the old state is noticed, and no answer has the row") {
                let refusal = try await problem {
                    let printed = try await cluster.printed("nrow(m)")
                    #expect(printed != "23")
                }
                return refusal?.code == "node-rolled-back"
            }
            try await eventually("the row is deleted again") {
                let audit = try VerifiedAudit(
                    AuditExport(
                        study: cluster.study.digest, node: node.name, cards: cluster.study.nodes.map(\.card),
                        entries: try await cluster.owner.audit(of: node.name).entries))
                return audit.entries.contains { $0.event.action == .withdrawalDone }
            }
        }
    }

    @Test("Where selections are remembered, those from before a withdrawal stand in nobody's way")
    func rememberedSelections() async throws {
        try await TLSCluster.with(policy: .standard, tables: CSVTables(samples), upload: false) { cluster in
            let file = try await uploaded(cluster)
            #expect(try await cluster.printed("nrow(m)") == "23")
            try await withdraw("patient 5", cluster, file)
            try await eventually("the same question is answered anew") {
                (try? await cluster.printed("nrow(m)")) == "22"
            }
            let again = try await problem { try await cluster.printed("mean(m$age)") }
            #expect(again == nil || again?.kind == .refused)
        }
    }

    @Test("Another's withdrawal, one of another study, and one altered are refused")
    func refusals() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), upload: false) { cluster in
            let file = try await uploaded(cluster)
            let items = await file.register.items(.identifier("patient 2"))
            func code(_ keys: PartyKeys, owner: String = "clinic", study: Digest? = nil) async throws -> String? {
                let withdrawal = Withdrawal(
                    study: study ?? cluster.study.digest, table: "m", number: 1, owner: owner, issued: 1, items: items)
                let body = SignedMessage.sign(withdrawal, by: keys).wireBytes
                return try await problem { try await cluster.owner.nodes[0].post("withdrawals", body) }?.code
            }
            #expect(try await code(cluster.parties.analyst) == "bad-withdrawal")
            #expect(try await code(cluster.parties.nodes[1]) == "bad-withdrawal")
            #expect(try await code(cluster.parties.owner, study: Digest(of: "x")) == "bad-withdrawal")
            #expect(try await code(cluster.parties.owner, owner: "other") == "bad-withdrawal")
            let unknown = Withdrawal(
                study: cluster.study.digest, table: "m", number: 1, owner: "clinic", issued: 1,
                items: [.init(batch: items[0].batch, handle: RowHandle())])
            let body = SignedMessage.sign(unknown, by: cluster.parties.owner).wireBytes
            #expect(
                try await problem { try await cluster.owner.nodes[0].post("withdrawals", body) }?.code == "unknown-row")
            #expect(try await cluster.printed("nrow(m)") == "23")
        }
    }
}
