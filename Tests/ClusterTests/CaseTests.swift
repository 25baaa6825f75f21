import SecretSharing
import Study
import Testing
import Wire

/// The same bodies on parties in memory and on nodes that talk TLS.
enum Kind: CaseIterable {
    case memory
    case tls

    /// Runs a body on a cluster of this kind that holds the tables.
    func with(
        mode: SecurityMode = .active, policy: Policy, tables: CSVTables, _ body: (any Cluster) async throws -> Void
    ) async throws {
        switch self {
        case .memory:
            try await Gate.shared.pass {
                try await body(try MemoryCluster(mode: mode, policy: policy, tables: tables))
            }
        case .tls: try await TLSCluster.with(mode: mode, policy: policy, tables: tables) { try await body($0) }
        }
    }
}

@Suite(.ownThreads)
struct CaseTests {
    @Test("every case", arguments: Kind.allCases, [Policy.pilot, .open])
    func cases(_ kind: Kind, _ policy: Policy) async throws {
        let samples = try SampleTables(["m": 23, "r": 31, "one": 1], seed: 2024)
        // The policies differ in what becomes of missing values.
        let texts = policy.naAsInR ? Cases.missing : Cases.all
        try await kind.with(policy: policy, tables: CSVTables(samples)) { cluster in
            try await check(texts, on: cluster, samples, atOnce: 3)
        }
    }

    @Test("500 rows", arguments: Kind.allCases)
    func manyRows(_ kind: Kind) async throws {
        let samples = try SampleTables(["big": 500, "m": 23], seed: 7)
        try await kind.with(policy: .pilot, tables: CSVTables(samples)) { cluster in
            try await check(Cases.big, on: cluster, samples, atOnce: 2)
        }
    }

    @Test("every case about missing values in passive mode")
    func passive() async throws {
        let samples = try SampleTables(["m": 23, "r": 31, "one": 1], seed: 2024)
        try await Kind.memory.with(mode: .passive, policy: .pilot, tables: CSVTables(samples)) { cluster in
            try await check(Cases.missing, on: cluster, samples, atOnce: 3)
        }
    }

    @Test("the paper's session", arguments: Kind.allCases, SecurityMode.allCases)
    func paper(_ kind: Kind, _ mode: SecurityMode) async throws {
        try await kind.with(mode: mode, policy: .pilot, tables: try .pilot()) { cluster in
            for (text, printed) in PaperSession.lines + PaperSession.more {
                let answer = try await cluster.printed(text, session: PaperSession.loads)
                #expect(answer == printed)
            }
            for (text, beginning) in PaperSession.beginnings {
                let answer = try await cluster.printed(text, session: PaperSession.loads)
                #expect(answer.hasPrefix(beginning))
            }
        }
    }
}

/// Checks queries against the cleartext evaluator, some of them at once.
func check(_ texts: [String], on cluster: any Cluster, _ samples: SampleTables, atOnce: Int) async throws {
    let policy = cluster.study.policy
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, text) in texts.enumerated() {
            if index >= atOnce { try await group.next() }
            group.addTask {
                var plain = PlainR(tables: samples.plain, missingAsInR: policy.naAsInR)
                let expected = try plain.answer(text)
                do {
                    let printed = try await cluster.printed(text)
                    #expect(expected.matches(printed), "\(text) prints \(printed) and should be \(expected)")
                } catch let problem as Problem {
                    guard case .failure(problem.code) = expected else {
                        Issue.record("\(text) should be \(expected) but fails: \(problem.text)")
                        return
                    }
                }
            }
        }
        try await group.waitForAll()
    }
}
