import Client
import Messages
import SecretSharing
import Study
import Testing
import Wire

@Suite(.ownThreads)
struct RestartTests {
    private let samples: SampleTables
    private static let queries = ["mean(m$age)", "quantile(r$age)", "freq(m$sex)"]

    init() throws { samples = try SampleTables(["m": 23, "r": 31], seed: 4) }

    /// What a query may fail with while a node stops or starts; it never gives a wrong answer.
    private static let passing: Set<String> = [
        "node-down", "node-stopping", "node-lost", "peer-down", "peer-late", "not-reached", "no-table", "unknown-job",
    ]

    @Test("a node stopped between queries and started again", arguments: Role.allCases)
    func between(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            let before = try await cluster.client.tables()
            try await check(Self.queries, on: cluster, samples, atOnce: 1)
            try await cluster.nodes[role.index].stop()
            let refusal = try await problem { try await cluster.printed("mean(m$age)") }
            #expect(refusal?.code == "node-down")
            #expect(refusal?.what.contains(cluster.nodes[role.index].name) == true)
            try await cluster.nodes[role.index].start()
            try await eventually("the tables are there again") {
                (try? await cluster.client.tables()) == before
            }
            try await check(Self.queries, on: cluster, samples, atOnce: 1)
        }
    }

    @Test("a node stopped while queries run and started again", arguments: Role.allCases)
    func during(_ role: Role) async throws {
        try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            let before = try await cluster.client.tables()
            let expected = try await cluster.printed("quantile(m$age)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        // Asks until the node's stop has been noticed.
                        var outcome: Problem?
                        while outcome == nil {
                            outcome = try await problem {
                                let printed = try await cluster.printed("quantile(m$age)")
                                #expect(printed == expected)
                            }
                        }
                        #expect(outcome.map { Self.passing.contains($0.code) } == true, "\(outcome?.text ?? "")")
                    }
                }
                // Let some queries be under way.
                for _ in 0..<3 { _ = try await cluster.printed("mean(m$age)") }
                try await cluster.nodes[role.index].stop()
                try await group.waitForAll()
            }
            try await cluster.nodes[role.index].start()
            try await eventually("the same query answers") {
                (try? await cluster.printed("quantile(m$age)")) == expected
            }
            #expect(try await cluster.client.tables() == before)
        }
    }
}
