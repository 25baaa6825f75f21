import Engine
import Fields
import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Wire

/// The selections of earlier queries of a study at one node, durable as plans, and in memory as shares.
///
/// The nodes must compare a query with the same selections. Each notes a query before it computes; what one of them
/// lacks, because it stopped at the wrong moment, it gets from the others, and what one has forgotten of a query's outcome,
/// the others forget too.
final class SelectionLedger: Sendable {
    private struct State {
        var begun: [Digest: BegunQuery] = [:]
        var masks: [Digest: [RecordedSelection]] = [:]
    }

    private let store: SQLiteShareStore
    private let current: @Sendable () -> Set<TableReference>
    private let state: Mutex<State>

    /// - Parameter current: the versions that this node holds, with the rows that they have now.
    init(store: SQLiteShareStore, current: @escaping @Sendable () -> Set<TableReference>) throws(Problem) {
        self.store = store
        self.current = current
        var state = State()
        for query in try store.begunQueries() { state.begun[query.signature] = query }
        self.state = Mutex(state)
    }

    /// An earlier query with its shares, where they are in memory.
    struct Entry {
        let query: BegunQuery
        var selections: [RecordedSelection]?
    }

    /// What tells the selections of a plan on versions of tables.
    static func signature(of plan: Plan, on tables: [TableReference]) -> Digest {
        Digest(of: "trefoil selections 1\n" + plan.analysis.selectionText + "\n\n" + Digest(of: encoded(tables)).hex)
    }

    static func encoded(_ tables: [TableReference]) -> [UInt8] {
        var encoder = WireEncoder()
        encoder.append(tables)
        return encoder.bytes
    }

    /// Notes a query durably, before anything of it is computed.
    func begin(_ plan: Plan, on tables: [TableReference]) throws(Problem) {
        try take([
            BegunQuery(
                signature: Self.signature(of: plan, on: tables), planText: plan.canonicalText,
                tables: Self.encoded(tables))
        ])
    }

    private func take(_ queries: [BegunQuery]) throws(Problem) {
        let new = state.withLock { state in queries.filter { state.begun[$0.signature] == nil } }
        guard !new.isEmpty else { return }
        try store.begin(new)
        state.withLock { state in for query in new { state.begun[query.signature] = query } }
    }

    /// The queries that one on these versions is compared with, in the same order at all nodes.
    func entries(on tables: [TableReference], but own: Digest) throws(Problem) -> [Entry] {
        let batches = Set(tables.map(\.batch))
        let current = current()
        var entries: [Entry] = []
        let (begun, masks) = state.withLock { ($0.begun, $0.masks) }
        for query in begun.values.sorted(by: { $0.signature.hex < $1.signature.hex }) where query.signature != own {
            let references = try query.references
            guard references.contains(where: { batches.contains($0.batch) }) else { continue }
            // Of a version that rows were withdrawn from since, the selections cannot be had again.
            guard current.isSuperset(of: references) else { continue }
            entries.append(Entry(query: query, selections: masks[query.signature]))
        }
        return entries
    }

    /// Keeps the shares of a query's selections and, where it is new, whether it was answered.
    func keep(_ selections: [RecordedSelection], of signature: Digest) throws(Problem) {
        let failures = selections.first?.failures.map { Component.bytes(of: $0.own) + Component.bytes(of: $0.next) }
        if let failures {
            try store.setFailures(failures, of: signature)
            state.withLock { $0.begun[signature]?.failures = failures }
        }
        state.withLock { $0.masks[signature] = selections.map { $0.owned(by: signature) } }
    }

    /// Keeps the shares of earlier queries as they stand now; each query has as many selections as it had before.
    func keepSettled(_ selections: [RecordedSelection], of signatures: [Digest]) {
        let byOwner = Dictionary(grouping: selections, by: \.owner)
        state.withLock { state in
            for signature in signatures { if let own = byOwner[signature] { state.masks[signature] = own } }
        }
    }

    /// Forgets all shares of selections: rows were deleted, which some of them have.
    func forgetSelections() { state.withLock { $0.masks = [:] } }

    /// What is noted of a query; nil where it has not been asked.
    func query(_ signature: Digest) -> BegunQuery? { state.withLock { $0.begun[signature] } }

    // MARK: Budgets and answers

    /// Charges an analyst with one query, and refuses one too many.
    func charge(_ analyst: String, limit: Int?) throws(Problem) {
        let spent = try store.spentQueries(of: analyst)
        if let limit, spent >= limit {
            throw Problem(
                "budget-spent", "\(analyst) has asked \(spent) queries, and the study allows \(limit) to each analyst",
                mend: "ask the principal investigator for an amendment with a larger budget", kind: .refused)
        }
        try store.spendQuery(of: analyst)
    }

    /// This node's signed part of the answer to a question that was asked before.
    func answer(to question: Digest) throws(Problem) -> SignedMessage? {
        guard let bytes = try store.answer(to: question) else { return nil }
        return try SignedMessage(wireBytes: bytes)
    }

    /// Keeps this node's signed part of an answer.
    func keep(answer: SignedMessage, to question: Digest) throws(Problem) {
        try store.keep(answer: answer.wireBytes, to: question)
    }

    // MARK: Other nodes

    /// What another node is told: all queries, and of which of them this node knows the outcome.
    var message: ControlMessage {
        .selections(
            state.withLock { state in
                state.begun.values.map {
                    BegunQuery(
                        signature: $0.signature, planText: $0.planText, tables: $0.tables,
                        failures: $0.failures == nil ? nil : [])
                }
            })
    }

    /// Takes over what another node has begun, and forgets outcomes that it does not know.
    ///
    /// - Parameter study: against which the plans are read; what cannot be read is left out.
    func receive(_ queries: [BegunQuery], study: Study) throws(Problem) {
        var sound: [BegunQuery] = []
        for query in queries {
            guard let plan = try? Plan.parse(query.planText, study: study), let tables = try? query.references,
                Self.signature(of: plan, on: tables) == query.signature
            else { continue }
            sound.append(BegunQuery(signature: query.signature, planText: query.planText, tables: query.tables))
        }
        try take(sound)
        let known = Set(queries.filter { $0.failures != nil }.map(\.signature))
        let forgotten = state.withLock { state in
            state.begun.values.filter { $0.failures != nil && !known.contains($0.signature) }.map(\.signature)
        }
        for signature in forgotten {
            try store.setFailures(nil, of: signature)
            state.withLock { state in
                state.begun[signature]?.failures = nil
                state.masks[signature] = nil
            }
        }
    }
}

extension BegunQuery {
    /// The versions of the tables.
    var references: [TableReference] {
        get throws(Problem) {
            var decoder = WireDecoder(tables, subject: "noted query")
            let references = try decoder.tableReferences()
            try decoder.finish()
            return references
        }
    }

    /// Whether the query failed, as this node's share.
    var failureShare: Shared<Mersenne61>? {
        guard let failures, let both: [Mersenne61] = Component.elements(of: failures, count: 2) else { return nil }
        return Shared(own: [both[0]], next: [both[1]])
    }
}
