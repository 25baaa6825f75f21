import Identity
import Messages
import NIOHTTP1
import SecretSharing
import Study
public import Wire

extension StudyClient {
    /// Sends the withdrawals of a register that not all nodes have signed for, in their order, and keeps what comes back.
    ///
    /// - Returns: the names of nodes that have not signed for one of them yet, and why, as far as that is known.
    public func settle(_ register: inout RowRegister) async throws(Problem) -> [(node: String, problem: Problem?)] {
        var missing: [String: Problem?] = [:]
        for index in register.withdrawals.indices where !register.withdrawals[index].isComplete {
            let body = register.withdrawals[index].signed.wireBytes
            let answers = await resultsOfAllNodes(patience: nil) { (node) throws(Problem) in
                try WithdrawalState(wireBytes: try await node.post("withdrawals", body))
            }
            var refusals: [Problem] = []
            for (answer, node) in zip(answers, study.nodes) {
                switch answer {
                case .success(let state): try register.keep(state.receipts, at: index, in: study)
                case .failure(let problem):
                    missing[node.name] = problem
                    if problem.kind != .tryAgain { refusals.append(problem) }
                }
            }
            if let refusal = Self.mostTelling(refusals) { throw refusal }
        }
        let open = register.open
        return study.nodes.filter { node in
            study.role(ofNode: node.name).map { role in open.contains { $0.receipts[role] == nil } } ?? false
        }.map { ($0.name, missing[$0.name] ?? nil) }
    }
}
