import Study
import Testing
import Wire

/// One cluster for all tests of a suite, with the tables `m` (23 rows) and `big` (300 rows); none of them may change it.
struct ClusterTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(OwnThreads.shared) {
            let samples = try SampleTables(["m": 23, "big": 300], seed: 5)
            try await TLSCluster.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
                try await SharedCluster.$current.withValue(SharedCluster(cluster: cluster, samples: samples)) {
                    try await function()
                }
            }
        }
    }
}

extension Trait where Self == ClusterTrait {
    static var cluster: Self { ClusterTrait() }
}

/// The cluster of the suite.
struct SharedCluster: Sendable {
    let cluster: TLSCluster
    let samples: SampleTables

    @TaskLocal static var current: SharedCluster?

    static func get() throws -> SharedCluster {
        guard let current else { throw Problem("no-cluster", "the suite has no cluster") }
        return current
    }
}
