public import Messages
import NIOCore
import Study
public import Wire

/// What one node answered.
public struct NodeAnswer<Value: Sendable>: Sendable {
    /// The node.
    public let node: String
    /// Its answer, or why there is none.
    public let result: Result<Value, Problem>
}

extension StudyClient {
    /// Does something with the study at nodes, all at once.
    ///
    /// - Parameter names: the nodes; nil for all three.
    /// - Returns: what each answered, in the order of their roles. A node that fails does not hinder the others.
    public func perform(_ action: StudyAct.Action, at names: [String]? = nil) async -> [NodeAnswer<StudyReport>] {
        await answers(of: names) { (node) throws(Problem) in try await node.postAct(action) }
    }

    /// How the study stands at each node.
    public func reports() async -> [NodeAnswer<StudyReport>] {
        await answers(of: nil) { (node) throws(Problem) in
            try StudyReport(wireBytes: try await node.requestManifest("status"))
        }
    }

    /// The requests for approval that a node knows.
    public func requests(at name: String) async -> [NodeAnswer<ApprovalListing>] {
        await answers(of: [name]) { (node) throws(Problem) in
            try ApprovalListing(wireBytes: try await node.requestManifest("requests"))
        }
    }

    private func answers<Value: Sendable>(
        of names: [String]?, _ ask: @escaping @Sendable (NodeClient) async throws(Problem) -> Value
    ) async -> [NodeAnswer<Value>] {
        let asked = nodes.filter { names?.contains($0.node.name) ?? true }
        return await withTaskGroup(of: (Int, NodeAnswer<Value>).self) { group in
            for (index, node) in asked.enumerated() {
                group.addTask {
                    do throws(Problem) {
                        return (index, NodeAnswer(node: node.node.name, result: .success(try await ask(node))))
                    } catch {
                        return (index, NodeAnswer(node: node.node.name, result: .failure(error)))
                    }
                }
            }
            var answers: [(Int, NodeAnswer<Value>)] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
