public import Identity
public import Messages
import NIOHTTP1
import Primitives
import SecretSharing
public import Study
public import Wire

/// A study as an owner or an analyst uses it: the three nodes, asked side by side.
public final class StudyClient: Sendable {
    /// The study.
    public let study: Study
    /// Who asks.
    public let keys: PartyKeys
    let nodes: [NodeClient]

    /// How long the other nodes may still say why they failed.
    static let patience = Duration.seconds(1)

    /// Prepares connections to the three nodes; nothing is sent yet.
    public init(study: Study, keys: PartyKeys) throws(Problem) {
        self.study = study
        self.keys = keys
        var nodes: [NodeClient] = []
        for node in study.nodes { nodes.append(try NodeClient(node: node, study: study, keys: keys)) }
        self.nodes = nodes
    }

    /// Closes the connections.
    public func shutdown() async {
        for node in nodes { await node.shutdown() }
    }

    /// The tables that are visible on all three nodes.
    public func tables() async throws(Problem) -> [TableReference] {
        let listings = try await atAllNodes { (node) throws(Problem) in
            try TableListing(wireBytes: try await node.request(.GET, "tables"))
        }
        let common = listings.dropFirst().reduce(Set(listings[0].visible)) { $0.intersection($1.visible) }
        return listings[0].visible.filter(common.contains)
    }

    /// Asks all three nodes at once. If any fails, the most telling problem is thrown.
    func atAllNodes<Value: Sendable>(
        _ ask: @escaping @Sendable (NodeClient) async throws(Problem) -> Value
    ) async throws(Problem) -> [Value] {
        var values: [Value] = []
        var problems: [Problem] = []
        for result in await resultsOfAllNodes(patience: Self.patience, ask) {
            switch result {
            case .success(let value): values.append(value)
            case .failure(let problem): problems.append(problem)
            }
        }
        if let problem = Self.mostTelling(problems) { throw problem }
        return values
    }

    /// What each node answers, in the order of their roles.
    ///
    /// - Parameter patience: how long the others are waited for once a node has failed; then they are given up. Nil waits
    ///   for all.
    func resultsOfAllNodes<Value: Sendable>(
        patience: Duration?, _ ask: @escaping @Sendable (NodeClient) async throws(Problem) -> Value
    ) async -> [Result<Value, Problem>] {
        await withTaskGroup(of: (Int, Result<Value, Problem>)?.self) { group in
            for (index, node) in nodes.enumerated() {
                group.addTask {
                    do throws(Problem) {
                        return (index, .success(try await ask(node)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var results: [(Int, Result<Value, Problem>)] = []
            var isGivenUp = false
            while results.count < nodes.count, let finished = await group.next() {
                guard let result = finished else {
                    group.cancelAll()
                    continue
                }
                results.append(result)
                if case .failure = result.1, let patience, !isGivenUp {
                    isGivenUp = true
                    group.addTask {
                        try? await Task.sleep(for: patience)
                        return nil
                    }
                }
            }
            group.cancelAll()
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Of several nodes' problems the one that says most: a refusal or an error before a mere "try again".
    static func mostTelling(_ problems: [Problem]) -> Problem? {
        problems.min { rank($0) < rank($1) }
    }

    private static func rank(_ problem: Problem) -> Int {
        switch problem.code {
        case "cancelled": 4
        case "not-reached", "node-stopping": 3
        case "node-lost", "peer-down": 2
        case "node-down": 1
        default: 0
        }
    }
}
