import Engine
import Identity
import Language
import MPC
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Wire

/// What one query is compared with, once the three nodes agree about it.
struct QueryHistory {
    /// What the nodes have agreed on.
    struct Agreed {
        /// This node's signed part of the answer that was given before; nil where there was none.
        let answer: SignedMessage?
        /// The selections of earlier queries.
        let selections: [RecordedSelection]
        /// What is known of queries with the same selections.
        let outcome: EarlierOutcome
    }

    private let ledger: SelectionLedger
    private let study: Study
    private let cache: TableCache
    private let signature: Digest
    private let question: Digest
    private let isNew: Bool
    private let own: BegunQuery?
    private let entries: [SelectionLedger.Entry]
    private let answer: SignedMessage?

    /// Notes the query durably and gathers what this node knows.
    init(
        _ ledger: SelectionLedger, _ study: Study, _ cache: TableCache, _ plan: Plan, _ tables: [TableReference]
    ) throws(Problem) {
        self.ledger = ledger
        self.study = study
        self.cache = cache
        signature = SelectionLedger.signature(of: plan, on: tables)
        var encoder = WireEncoder()
        encoder.append("trefoil question 1")
        encoder.append(study.digest)
        encoder.append(study.policy.digest)
        encoder.append(plan.digest)
        encoder.append(tables)
        question = Digest(of: encoder.bytes)
        answer = try ledger.answer(to: question)
        own = ledger.query(signature)
        isNew = own == nil
        try ledger.begin(plan, on: tables)
        entries = try ledger.entries(on: tables, but: signature)
    }

    /// Agrees with the other nodes on what is known, and has the selections at hand that are not in memory everywhere.
    ///
    /// - Communication: 32 bytes each way, 1 hop, where the nodes know the same; else up to three such hops, and what the
    ///   conditions of the selections cost.
    func prepare(analyst: String, in session: Session) throws -> Agreed {
        let job = try answer.map { (message) throws(Problem) in try ResultPart(wireBytes: message.payload).job }
        let answerBytes = job?.bytes ?? []
        let names = entries.flatMap(\.query.signature.bytes)
        let outcomes = ([own].compactMap(\.self) + entries.map(\.query)).map { UInt8($0.failures == nil ? 0 : 1) }
        let masks = entries.map { UInt8($0.selections == nil ? 0 : 1) }
        let all = [isNew ? 1 : 0, UInt8(answerBytes.count)] + answerBytes + names + outcomes + masks
        if try session["all"].agrees(on: all) {
            return try agreed(answer, knowsOutcomes: true, knowsMasks: true, analyst, session)
        }
        let sameAnswer = try session["answer"].agrees(on: answerBytes)
        guard try session["names"].agrees(on: [isNew ? 1 : 0] + names) else {
            throw Problem(
                "selections-differ", "the nodes have noted different earlier queries, as one of them was stopped",
                mend: "they tell each other; ask again in a moment", kind: .tryAgain)
        }
        let sameOutcomes = try session["outcomes"].agrees(on: outcomes)
        let sameMasks = try session["masks"].agrees(on: masks)
        return try agreed(
            sameAnswer ? answer : nil, knowsOutcomes: sameOutcomes, knowsMasks: sameMasks && sameOutcomes, analyst,
            session)
    }

    private func agreed(
        _ answer: SignedMessage?, knowsOutcomes: Bool, knowsMasks: Bool, _ analyst: String, _ session: Session
    ) throws -> Agreed {
        if let answer { return Agreed(answer: answer, selections: [], outcome: .unknown) }
        try ledger.charge(analyst, limit: study.queriesPerAnalyst)
        var selections: [RecordedSelection] = []
        for (index, entry) in entries.enumerated() {
            if knowsMasks, let known = entry.selections {
                selections += known
                continue
            }
            // An amendment may have dropped a table that it named; no query reads that one any more.
            guard let plan = try? Plan.parse(entry.query.planText, study: study) else { continue }
            var tables: [String: SharedTable] = [:]
            for reference in try entry.query.references { tables[reference.table] = try cache.table(reference) }
            let again = try Engine(study: study, tables: tables, session: session["again"][index])
                .selections(of: plan)
            let failures = knowsOutcomes ? entry.query.failureShare : nil
            selections += again.map { selection in
                var selection = selection
                selection.failures = failures
                return selection.owned(by: entry.query.signature)
            }
        }
        guard !isNew else { return Agreed(answer: nil, selections: selections, outcome: .new) }
        let known = knowsOutcomes ? own?.failureShare : nil
        return Agreed(answer: nil, selections: selections, outcome: known.map { .known($0) } ?? .unknown)
    }

    /// Keeps what later queries need, before the part of the answer leaves this node.
    func keep(_ released: Released, answer: SignedMessage) throws(Problem) {
        try ledger.keep(released.selections, of: signature)
        ledger.keepSettled(released.earlier, of: entries.map(\.query.signature))
        try ledger.keep(answer: answer, to: question)
    }
}
