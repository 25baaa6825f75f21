import Language
import Messages
import SecretSharing
import Study
import Testing
import Wire

@testable import Client

/// The mode of a study is what its nodes compute in, and nothing less.
@Suite(.ownThreads)
struct ModeTests {
    private let samples: SampleTables
    private static let text = "mean(load(\"DS1\", \"m\")$age)"

    init() throws { samples = try SampleTables(["m": 23], seed: 8) }

    @Test("a result names the mode that it was computed in", arguments: SecurityMode.allCases)
    func named(_ mode: SecurityMode) async throws {
        try await TLSCluster.with(mode: mode, policy: .pilot, tables: CSVTables(samples)) { cluster in
            let result = try await cluster.client.run(try Plan.parse(Self.text, study: cluster.study))
            #expect(result.mode == mode)
        }
    }

    @Test(
        "a node with a study file of another mode takes no query, and its neighbours say on what they differ",
        arguments: SecurityMode.allCases, [Role.first, .third])
    func dissent(_ mode: SecurityMode, _ role: Role) async throws {
        let other: SecurityMode = mode == .active ? .passive : .active
        try await TLSCluster.with(
            mode: mode, policy: .pilot, tables: CSVTables(samples), upload: false, dissenter: role
        ) { cluster in
            let plan = try Plan.parse(Self.text, study: cluster.study)
            // The analyst, whose study file is that of two nodes, is refused by the third.
            let refusal = try await problem { try await cluster.client.run(plan) }
            #expect(refusal?.code == "wrong-study")
            #expect(refusal?.text.contains(cluster.nodes[role.index].name) == true)
            #expect(refusal?.mend?.contains("in mode \(other.rawValue)") == true)
            // A query that only reaches the two others does not start either.
            let query = try RawQuery(Self.text, study: cluster.study, keys: cluster.parties.analyst)
            let agreeing = cluster.client.nodes.enumerated().filter { $0.offset != role.index }.map(\.element)
            for node in agreeing { try await query.send(to: node) }
            for node in agreeing {
                guard case .failed(let problem) = try await query.end(at: node) else {
                    Issue.record("a job ran on nodes of different modes")
                    continue
                }
                #expect(problem.code == "hello-differs", "\(problem.text)")
                #expect(problem.what.contains("security mode"), "\(problem.text)")
                for word in ["active", "passive", cluster.nodes[role.index].name] {
                    #expect(problem.what.contains(word), "\(problem.text)")
                }
            }
        }
    }
}
