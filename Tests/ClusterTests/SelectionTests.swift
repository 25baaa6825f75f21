import Messages
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

/// What the nodes remember of earlier queries under the policy `default`.
@Suite(.ownThreads)
struct SelectionTests {
    private let tables: CSVTables

    init() throws {
        let codebook = try Codebook(columns: [
            Column(name: "age", kind: .number(NumberScale(decimals: 0, minimum: 0, maximum: 120)))
        ])
        // 40 rows, 31 to 70 years, one each.
        let lines = ["age"] + (31...70).map(String.init)
        tables = CSVTables(codebook: codebook, files: ["t": Array((lines.joined(separator: "\n") + "\n").utf8)])
    }

    private static let older = "mean(t$age[t$age > 50])"
    private static let oneLess = "mean(t$age[t$age > 51])"

    @Test("A selection is compared with those of other sessions, also after a node was started again")
    func remembered() async throws {
        try await TLSCluster.with(policy: .standard, tables: tables) { cluster in
            // A query that is refused stands in nobody's way.
            let single = try await problem { try await cluster.printed("mean(t$age[t$age == 60])") }
            #expect(single?.code == "minimum-group")
            #expect(try await cluster.printed(Self.older) == "60.5")
            let before = try await problem { try await cluster.printed(Self.oneLess) }
            #expect(before?.code == "differencing", "\(before?.text ?? "none")")
            for role in Role.allCases {
                try await cluster.nodes[role.index].stop()
                try await cluster.nodes[role.index].start()
                var outcome: Problem?
                // A node that has just been started says so until all three are connected.
                try await eventually("the same refusal") {
                    outcome = try await problem { try await cluster.printed(Self.oneLess) }
                    return outcome.map { $0.kind != .tryAgain } ?? true
                }
                #expect(outcome?.code == "differencing")
            }
            #expect(try await cluster.printed("mean(t$age[t$age > 40])") == "55.5")
            #expect(try await cluster.printed("mean(t$age)") == "50.5")
        }
    }

    @Test("The same question is answered with the parts of the first time")
    func answered() async throws {
        try await TLSCluster.with(policy: .standard, tables: tables) { cluster in
            let query = try RawQuery(
                "mean(load(\"DS1\", \"t\")$age)", study: cluster.study, keys: cluster.parties.analyst)
            let first = try await query.parts(cluster.client)
            let again = try RawQuery(
                "mean(load(\"DS1\", \"t\")$age)", study: cluster.study, keys: cluster.parties.analyst)
            let second = try await again.parts(cluster.client)
            #expect(again.job != query.job)
            #expect(second == first)
            _ = try cluster.client.combine(QueryRecord(query: again.signed, parts: second), plan: again.plan)
        }
    }
}
