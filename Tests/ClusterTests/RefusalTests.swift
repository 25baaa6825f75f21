import Foundation
import Identity
import Language
import Messages
import NIOCore
import NIOHTTP1
import Primitives
import Study
import Testing
import Wire

@testable import Client

/// Requests that every node refuses, each with its code.
@Suite(.cluster)
struct RefusalTests {
    private static let text = "mean(load(\"DS1\", \"m\")$age)"
    private var now: UInt64 { UInt64(Date().timeIntervalSince1970) }

    @Test("a study that the nodes do not serve")
    func wrongStudy() async throws {
        let cluster = try SharedCluster.get().cluster
        let other = try cluster.study.retitled("Another version")
        let client = try StudyClient(study: other, keys: cluster.parties.analyst)
        let plan = try Plan.parse(Self.text, study: other)
        let query = try await problem { try await client.run(plan) }
        let tables = try await problem { try await client.tables() }
        await client.shutdown()
        #expect(query?.code == "wrong-study")
        #expect(query?.mend?.contains("DS1 (\(cluster.study.digest.hex.prefix(12)))") == true)
        #expect(tables?.code == "wrong-study")
        // The path names the served study, the signed query another.
        let swapped = try RawQuery(
            Self.text, study: cluster.study, keys: cluster.parties.analyst, studyDigest: other.digest)
        for node in cluster.client.nodes {
            #expect(try await problem { try await swapped.send(to: node) }?.code == "wrong-study")
        }
    }

    @Test("a signer whom the study does not list, one who is no analyst, and a forger")
    func unknownSigner() async throws {
        let cluster = try SharedCluster.get().cluster
        let eve = try PartyKeys.create(name: "eve", now: .now)
        let forger = try PartyKeys.create(name: cluster.parties.analyst.name, now: .now)
        for (keys, code) in [
            (eve, "unknown-signer"), (cluster.parties.owner, "unknown-signer"), (forger, "wrong-signature"),
        ] {
            let query = try RawQuery(Self.text, study: cluster.study, keys: keys)
            for node in cluster.client.nodes {
                #expect(try await problem { try await query.send(to: node) }?.code == code)
            }
        }
        for (keys, code) in [(eve, "unknown-signer"), (forger, "wrong-signature")] {
            let client = try StudyClient(study: cluster.study, keys: keys)
            let problem = try await problem { try await client.tables() }
            await client.shutdown()
            #expect(problem?.code == code)
        }
    }

    @Test("a query from the past or the future")
    func wrongClock() async throws {
        let cluster = try SharedCluster.get().cluster
        for issued in [now - 1_000, now + 1_000, 0, .max] {
            let query = try RawQuery(Self.text, study: cluster.study, keys: cluster.parties.analyst, issued: issued)
            for node in cluster.client.nodes {
                #expect(try await problem { try await query.send(to: node) }?.code == "wrong-clock")
            }
        }
    }

    @Test("a plan that is not what its digest says, not canonical, or no plan")
    func wrongPlan() async throws {
        let cluster = try SharedCluster.get().cluster
        func code(_ query: RawQuery) async throws -> Set<String?> {
            var codes: Set<String?> = []
            for node in cluster.client.nodes {
                codes.insert(try await problem { try await query.send(to: node) }?.code)
            }
            return codes
        }
        func query(_ planText: String? = nil, _ digest: Digest? = nil) throws -> RawQuery {
            try RawQuery(
                Self.text, study: cluster.study, keys: cluster.parties.analyst, planText: planText, planDigest: digest)
        }
        #expect(try await code(try query(nil, Digest(of: "another"))) == ["wrong-plan"])
        #expect(try await code(try query("sum(load(\"DS1\", \"m\")$age)")) == ["wrong-plan"])
        #expect(try await code(try query("mean( load(\"DS1\", \"m\")$age)")) == ["plan-not-canonical"])
        #expect(try await code(try query("mean(load(\"DS1\", \"m\")$aged)")) == ["unknown-column"])
        #expect(try await code(try query("mean(load(\"DS1\", \"x\")$age)")) == ["unknown-table"])
        #expect(try await code(try query("load(\"DS1\", \"m\")$age")) == ["bad-plan"])
    }

    @Test("a request that was made before, for another path, node or body, or long ago")
    func replay() async throws {
        let cluster = try SharedCluster.get().cluster
        let node = cluster.client.nodes[1]
        let path = "/v1/studies/\(cluster.study.digest.hex)/tables"
        func head(
            node name: String? = nil, path: String? = nil, method: String = "GET", body: [UInt8] = [],
            issued: UInt64? = nil
        ) -> String {
            let request = AccessRequest(
                studyDigest: cluster.study.digest, node: name ?? node.node.name, method: method,
                path: path ?? "/v1/studies/\(cluster.study.digest.hex)/tables", bodyDigest: Digest(of: body),
                issued: issued ?? now, nonce: SecureRandom.bytes(16))
            return Base64URL.encode(SignedMessage.sign(request, by: cluster.parties.analyst).wireBytes)
        }
        func code(_ head: String?) async throws -> String? {
            try await problem {
                try await node.send(.GET, "tables", query: "", body: [], head: head, timeout: .seconds(40))
            }?.code
        }
        let once = head()
        #expect(try await code(once) == nil)
        #expect(try await code(once) == "replayed")
        #expect(try await code(head(node: cluster.client.nodes[0].node.name)) == "wrong-signature")
        #expect(try await code(head(path: path + "/x")) == "wrong-signature")
        #expect(try await code(head(method: "DELETE")) == "wrong-signature")
        #expect(try await code(head(body: [1])) == "wrong-signature")
        #expect(try await code(head(issued: now - 1_000)) == "wrong-clock")
        #expect(try await code(nil) == "not-signed")
        #expect(try await code("AAAA") == "malformed-message")
    }

    @Test("the same signed query again is the same job, and nobody else's")
    func repeated() async throws {
        let cluster = try SharedCluster.get().cluster
        let query = try RawQuery(Self.text, study: cluster.study, keys: cluster.parties.analyst)
        let first = try await query.parts(cluster.client)
        let second = try await query.parts(cluster.client)
        #expect(first == second)
        let other = try await problem { try await query.status(at: cluster.owner.nodes[0]) }
        #expect(other?.code == "unknown-job")
    }
}

extension Study {
    /// The same study under another title, which makes it another study.
    fileprivate func retitled(_ title: String) throws(Problem) -> Study {
        try Study(
            name: name, title: title, data: data, mode: mode, policy: policy, nodes: nodes, owners: owners,
            analysts: analysts, codebook: codebook)
    }
}
