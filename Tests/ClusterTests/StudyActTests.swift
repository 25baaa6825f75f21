import Foundation
import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

@Suite(.ownThreads)
struct StudyActTests {
    private func with(_ body: (TLSCluster) async throws -> Void) async throws {
        let samples = try SampleTables(["m": 23, "big": 300], seed: 5)
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples), body)
    }

    private func act(
        _ action: StudyAct.Action, at node: Int, of cluster: TLSCluster, by keys: PartyKeys, study: Digest? = nil,
        issued: UInt64? = nil
    ) -> SignedMessage {
        .sign(
            StudyAct(
                study: study ?? cluster.study.identity, node: cluster.study.nodes[node].name, action: action,
                issued: issued ?? UInt64(Date().timeIntervalSince1970), nonce: SecureRandom.bytes(16)), by: keys)
    }

    @Test("A freeze at one node ends what runs, at all nodes, until it is lifted")
    func freezing() async throws {
        try await with { cluster in
            let analysis = try Plan.parse("quantile(load(\"DS1\", \"big\")$age, probs = c(0.5))", study: cluster.study)
                .analysis
            let vector = try #require(analysis.vector)
            let probabilities = (1...499).map { ExactDecimal(significand: Int128($0 * 2), decimals: 3) }
            let plan = try Plan(
                .quantile(vector, probabilities: probabilities, naRemove: false), study: cluster.study)
            let query = try RawQuery(plan.canonicalText, study: cluster.study, keys: cluster.parties.analyst)
            for node in cluster.client.nodes { try await query.send(to: node) }
            try await eventually("the query runs") {
                if case .running = try await query.status(at: cluster.client.nodes[1]) { true } else { false }
            }
            let operators = try cluster.parties.nodes.map { try StudyClient(study: cluster.study, keys: $0) }
            let name = cluster.study.nodes[1].name
            let frozen = await operators[1].perform(.freeze(reason: "a doubt"), at: [name])
            #expect(try frozen[0].result.get().state == .frozen)
            for index in [0, 2] {
                guard case .failed = try await query.end(at: cluster.client.nodes[index]) else {
                    Issue.record("the query has a result at node \(index)")
                    continue
                }
            }
            let code = try await problem { try await query.end(at: cluster.client.nodes[1]) }?.code
            #expect(code == "study-frozen")
            let short = try Plan.parse("mean(load(\"DS1\", \"m\")$age)", study: cluster.study)
            let refusal = try await problem { try await cluster.client.run(short) }
            #expect(refusal?.code == "study-frozen")
            #expect(refusal?.text.contains("a doubt") == true && refusal?.text.contains(name) == true)
            let thawed = await operators[1].perform(.thaw, at: [name])
            #expect(try thawed[0].result.get().state == .active)
            try await eventually("the query is answered") {
                try await problem { try await cluster.client.run(short) } == nil
            }
            for client in operators { await client.shutdown() }
        }
    }

    @Test("An act is worth nothing when it is repeated, altered, late, for another node or study, or by somebody else")
    func forgeries() async throws {
        try await with { cluster in
            let parties = cluster.parties
            let node = cluster.client.nodes[0]
            let path = "/v1/manifests/\(cluster.study.identity.hex)/acts"
            func send(_ signed: SignedMessage) async throws -> String? {
                try await problem { try await node.postManifest(path, signed.wireBytes) }?.code
            }
            let good = act(.thaw, at: 0, of: cluster, by: parties.nodes[0])
            #expect(try await send(good) == nil)
            #expect(try await send(good) == "replayed")
            let freeze = StudyAct.Action.freeze(reason: "")
            #expect(try await send(act(freeze, at: 1, of: cluster, by: parties.nodes[0])) == "wrong-study")
            let other = Digest(of: "another study")
            #expect(
                try await send(act(freeze, at: 0, of: cluster, by: parties.nodes[0], study: other)) == "wrong-study")
            #expect(try await send(act(freeze, at: 0, of: cluster, by: parties.nodes[0], issued: 1)) == "wrong-clock")
            for keys in [parties.nodes[1], parties.owner, parties.analyst] {
                #expect(try await send(act(freeze, at: 0, of: cluster, by: keys)) == "wrong-party")
            }
            let stranger = try PartyKeys.create(name: "stranger", now: Date())
            #expect(try await send(act(freeze, at: 0, of: cluster, by: stranger)) == "unknown-signer")
            let impostor = try PartyKeys.create(name: parties.nodes[0].name, now: Date())
            #expect(try await send(act(freeze, at: 0, of: cluster, by: impostor)) == "wrong-signature")
            let bytes = act(freeze, at: 0, of: cluster, by: parties.nodes[0]).wireBytes
            for index in stride(from: 0, to: bytes.count, by: 29) {
                var altered = bytes
                altered[index] ^= 1
                #expect(try await problem { try await node.postManifest(path, altered) } != nil)
            }
            #expect(try await cluster.client.reports()[0].result.get().state == .active)
        }
    }
}
