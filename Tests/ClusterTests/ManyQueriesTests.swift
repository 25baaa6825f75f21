import Client
import Inference
import Language
import Messages
import Study
import Testing
import Wire

@Suite(.cluster)
struct ManyQueriesTests {
    private static let queries = [
        "mean(m$age)", "sum(m$visits)", "freq(m$sex)", "length(m$age)", "nrow(subset(m, age > 60))", "median(m$score)",
        "freq(m$status == 0)", "max(m$visits)", "var(m$score)", "mean(subset(m, sex == \"male\")$age)",
    ]

    @Test("20 clients with 10 queries each at once")
    func clients() async throws {
        let (cluster, samples) = (try SharedCluster.get().cluster, try SharedCluster.get().samples)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let client = try StudyClient(study: cluster.study, keys: cluster.parties.analyst)
                    let console = OneClient(client: client)
                    let queries = (0..<10).map { Self.queries[($0 + number) % 10] }
                    do {
                        try await check(queries, on: console, samples, atOnce: 1)
                        await client.shutdown()
                    } catch {
                        await client.shutdown()
                        throw error
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}

/// The cluster as one of many clients sees it.
private struct OneClient: Cluster {
    let client: StudyClient

    var study: Study { client.study }

    func answer(_ plan: Plan) async throws -> Answer { try await client.run(plan).answer }
}
