import Study
import Testing

@Suite(.ownThreads)
struct PropertyTests {
    @Test("random queries agree with the cleartext evaluator", arguments: [Policy.pilot, .open])
    func random(_ policy: Policy) async throws {
        var queries = RandomQueries(seed: policy.naAsInR ? 11 : 12)
        for (seed, rows) in [(1, (17, 9)), (2, (1, 2)), (3, (40, 24))] {
            let samples = try SampleTables(["m": rows.0, "r": rows.1], seed: UInt64(seed))
            let cluster = try MemoryCluster(policy: policy, tables: CSVTables(samples))
            let texts = (0..<50).map { _ in queries.next() }
            try await Gate.shared.pass { try await check(texts, on: cluster, samples, atOnce: 2) }
        }
    }
}
