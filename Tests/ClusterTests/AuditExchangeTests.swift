import Client
import Foundation
import Identity
import Messages
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

@Suite(.ownThreads)
struct AuditExchangeTests {
    private let samples: SampleTables

    init() throws { samples = try SampleTables(["m": 23], seed: 9) }

    private func audits(_ cluster: TLSCluster) async throws -> [VerifiedAudit] {
        var audits: [VerifiedAudit] = []
        for node in cluster.nodes { audits.append(try VerifiedAudit(try await cluster.client.audit(of: node.name))) }
        return audits
    }

    /// Waits until the heads behind the query are with the other nodes.
    private func exchanged(_ cluster: TLSCluster) async throws {
        try await eventually("the heads behind the query are with the others") {
            let all = try await audits(cluster)
            return all.allSatisfy { audit in
                guard let done = audit.entries.first(where: { $0.event.action == .queryDone }) else { return false }
                return all.filter { $0.node != audit.node }.allSatisfy { other in
                    other.heads.contains { $0.head.node == audit.node && $0.head.count > done.number }
                }
            }
        }
    }

    private func actions(_ audit: VerifiedAudit) -> [AuditEvent.Action] {
        audit.entries.map(\.event.action).filter { $0 != .headRecorded }
    }

    @Test("Each node writes down what it did, and the others' heads with it; a query refused too")
    func events() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            _ = try await cluster.printed("mean(m$age)")
            let bad = try RawQuery(
                "nrow(load(\"DS1\", \"m\"))", study: cluster.study, keys: cluster.parties.analyst,
                planDigest: Digest(of: "x"))
            for node in cluster.client.nodes { #expect(try await problem { try await bad.send(to: node) } != nil) }
            try await exchanged(cluster)
            let all = try await audits(cluster)
            for audit in all {
                #expect(
                    actions(audit) == [
                        .nodeStarted, .uploadPrepared, .uploadCommitted, .queryAccepted, .queryDone, .queryRefused,
                    ])
                let done = try #require(audit.entries.first { $0.event.action == .queryDone })
                #expect(done.event.who == "ann")
                #expect(done.event.details["table m"]?.hasSuffix(", 23 rows") == true)
                #expect(audit.entries.first { $0.event.action == .queryRefused }?.event.outcome == "wrong-plan")
                for other in all where other.node != audit.node { _ = try audit.check(against: other) }
            }
            #expect(
                Set(all.map { $0.entries.first { $0.event.action == .queryDone }?.event.details["query"] }).count
                    == 1)
            let stranger = try await problem { try await cluster.client.audit(of: "nobody") }
            #expect(stranger?.code == "unknown-node")
        }
    }

    @Test("After a job the heads of all nodes lie with the others, so that a shortened audit is noticed")
    func exchange() async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            _ = try await cluster.printed("mean(m$age)")
            try await exchanged(cluster)
            let whole = try await cluster.client.audit(of: cluster.nodes[0].name)
            let done = try #require(
                try VerifiedAudit(whole).entries.firstIndex { $0.event.action == .queryDone })
            let cut = try VerifiedAudit(
                AuditExport(
                    study: whole.study, node: whole.node, cards: whole.cards, entries: Array(whole.entries[..<done])))
            for witness in cluster.nodes[1...] {
                let other = try VerifiedAudit(try await cluster.client.audit(of: witness.name))
                #expect(try await problem { try cut.check(against: other) }?.code == "audit-cut")
            }
        }
    }

    @Test(
        "A node started from an old state of its data is noticed when the nodes meet, and serves nothing",
        arguments: Role.allCases)
    func oldState(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            let node = cluster.nodes[role.index]
            try await node.stop()
            let copy = node.dataFolder.appendingPathExtension("old")
            try FileManager.default.copyItem(at: node.dataFolder, to: copy)
            try await node.start()
            try await eventually("the query answers") { (try? await cluster.printed("nrow(m)")) == "23" }
            try await node.stop()
            try FileManager.default.removeItem(at: node.dataFolder)
            try FileManager.default.moveItem(at: copy, to: node.dataFolder)
            try await node.start()
            var refusal: Problem?
            try await eventually("the old state is noticed") {
                refusal = try await problem { try await cluster.printed("nrow(m)") }
                #expect(refusal != nil)
                return refusal?.code == "node-rolled-back"
            }
            #expect(refusal?.what.contains(node.name) == true)
            #expect(refusal?.kind == .refused)
        }
    }
}
