import Identity
import Language
import Messages
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

@Suite(.cluster)
struct CancellationTests {
    /// A query that keeps the nodes busy far longer than it takes to cancel it.
    private func longQuery(_ cluster: TLSCluster) throws -> RawQuery {
        let analysis = try Plan.parse("quantile(load(\"DS1\", \"big\")$age, probs = c(0.5))", study: cluster.study)
            .analysis
        guard let vector = analysis.vector else { throw Problem("no-vector", "the plan has no vector") }
        let probabilities = (1...499).map { ExactDecimal(significand: Int128($0 * 2), decimals: 3) }
        let plan = try Plan(
            .quantile(vector, probabilities: probabilities, naRemove: false), study: cluster.study)
        return try RawQuery(plan.canonicalText, study: cluster.study, keys: cluster.parties.analyst)
    }

    /// That the query has ended at a node, without a result.
    private func expectEnded(_ query: RawQuery, at node: NodeClient, code: String? = nil) async throws {
        guard case .failed(let problem) = try await query.end(at: node) else {
            Issue.record("the query was not cancelled at \(node.node.name)")
            return
        }
        if let code { #expect(problem.code == code) }
    }

    private func expectAnswer(_ cluster: TLSCluster) async throws {
        try await check(["mean(m$age)", "quantile(m$age)"], on: cluster, try SharedCluster.get().samples, atOnce: 1)
    }

    @Test("a running query that is cancelled at all nodes ends at all nodes")
    func running() async throws {
        let cluster = try SharedCluster.get().cluster
        for _ in 0..<3 {
            let query = try longQuery(cluster)
            for node in cluster.client.nodes { try await query.send(to: node) }
            try await eventually("the query runs") {
                if case .running = try await query.status(at: cluster.client.nodes[2]) { true } else { false }
            }
            for node in cluster.client.nodes { try await query.cancel(at: node) }
            for node in cluster.client.nodes { try await expectEnded(query, at: node, code: "cancelled") }
        }
        try await expectAnswer(cluster)
    }

    @Test("a query that is cancelled at one node only ends at all nodes", arguments: Role.allCases)
    func oneNode(_ role: Role) async throws {
        let cluster = try SharedCluster.get().cluster
        let query = try longQuery(cluster)
        for node in cluster.client.nodes { try await query.send(to: node) }
        try await eventually("the query runs") {
            if case .running = try await query.status(at: cluster.client.nodes[role.index]) { true } else { false }
        }
        try await query.cancel(at: cluster.client.nodes[role.index])
        for node in cluster.client.nodes { try await expectEnded(query, at: node) }
        try await expectAnswer(cluster)
    }

    @Test("a waiting query that is cancelled at one node ends at the others", arguments: [0, 1])
    func waiting(_ place: Int) async throws {
        let cluster = try SharedCluster.get().cluster
        // The third node never gets it, so that it waits.
        let query = try RawQuery(
            "mean(load(\"DS1\", \"m\")$age)", study: cluster.study, keys: cluster.parties.analyst)
        for node in cluster.client.nodes.prefix(2) { try await query.send(to: node) }
        try await query.cancel(at: cluster.client.nodes[place])
        for node in cluster.client.nodes.prefix(2) { try await expectEnded(query, at: node) }
        try await expectAnswer(cluster)
    }

    @Test("a task that is cancelled, many times and at any moment")
    func tasks() async throws {
        let (cluster, samples) = (try SharedCluster.get().cluster, try SharedCluster.get().samples)
        let plans = [
            try longQuery(cluster).plan, try Plan.parse("mean(load(\"DS1\", \"m\")$age)", study: cluster.study),
        ]
        for round in 0..<20 {
            let task = Task(executorPreference: OwnThreads.shared) { () -> Problem? in
                try await problem { try await cluster.client.run(plans[round % 2]) }
            }
            for _ in 0..<(round * round) { await Task.yield() }
            task.cancel()
            let outcome = try await task.value
            #expect(outcome == nil || outcome?.code == "cancelled")
        }
        try await check(["median(m$age)", "freq(m$sex)"], on: cluster, samples, atOnce: 2)
    }
}
