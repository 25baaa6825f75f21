import Identity
import Language
import Messages
import SecretSharing
import Study
import Wire

/// The three signed parts of a result, checked against the query, the study and each other.
struct Combination {
    let record: QueryRecord
    let plan: Plan
    let study: Study
    /// In the order of the nodes' roles.
    let parts: [ResultPart]
    /// The released integers, but for those that the policy suppressed.
    let values: ReleasedValues

    init(_ record: QueryRecord, plan: Plan, study: Study) throws(Problem) {
        var parts: [ResultPart] = []
        for (message, role) in zip(record.parts, Role.allCases) {
            let node = study.node(role)
            guard message.signer == node.name, message.isValid(key: node.card.signingKey) else {
                throw StudyClient.disagreement("the part of \(node.name) is not signed by it")
            }
            let part = try ResultPart(wireBytes: message.payload)
            // Where nodes answer a question once, they give the parts of the first time again.
            guard part.role == role, part.job == record.job || study.policy.comparesSelections,
                part.studyDigest == study.digest, part.planDigest == plan.digest, part.mode == study.mode,
                part.policy == study.policy.name,
                part.origin.map({ $0.policy == study.policy.digest }) ?? true
            else {
                throw StudyClient.disagreement("the part of \(node.name) belongs to another query, mode or policy")
            }
            parts.append(part)
        }
        guard parts.count == Role.allCases.count, record.parts.count == parts.count, let first = parts.first,
            parts.allSatisfy({
                $0.job == first.job && $0.tables == first.tables && $0.publicNumbers == first.publicNumbers
                    && $0.cells == first.cells && $0.rules == first.rules
            })
        else { throw StudyClient.disagreement("the nodes name different tables or counts") }
        let numbers = try Reconstruction.values(of: parts, nodes: study.nodes.map(\.name))
        values = try ReleasedValues(numbers, cells: first.cells, rules: first.rules, policy: study.policy)
        self.record = record
        self.plan = plan
        self.study = study
        self.parts = parts
    }

    /// The finished result.
    func result() throws(Problem) -> QueryResult {
        let first = parts[0]
        let answer = try Finishing(plan: plan, study: study).answer(values, publicNumbers: first.publicNumbers)
        let cost = ResultPart.Cost(
            rounds: parts.map(\.cost.rounds).max() ?? 0, bytesSent: parts.map(\.cost.bytesSent).max() ?? 0,
            microseconds: parts.map(\.cost.microseconds).max() ?? 0)
        return QueryResult(
            answer: answer, planDigest: plan.digest, tables: first.tables, mode: first.mode, policy: first.policy,
            cost: cost, record: record)
    }
}
