public import Identity
import Wire

/// Something that a node did or was asked, as its audit keeps it: names, digests and outcomes, never data.
public struct AuditEvent: Sendable, Equatable {
    /// What happened, in kebab case. A newer program may know more actions; all are read.
    public struct Action: RawRepresentable, Hashable, Sendable {
        /// The word.
        public let rawValue: String
        /// An action by its word.
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What happened.
    public let action: Action
    /// The party that did or asked it; the node itself where nobody else did.
    public let who: String
    /// What it was about, by name: digests in hexadecimal, tables, batches, counts of rows.
    public let details: [String: String]
    /// How it ended: `done`, or the code of a problem.
    public let outcome: String
    /// Signed messages of other parties that belong to it, such as the head of another node's audit.
    public let evidence: [SignedMessage]

    /// The most details; of more, the number of those left out is one.
    public static let detailLimit = 100

    /// The outcome of what ended well.
    public static let done = "done"

    /// An event.
    public init(
        _ action: Action, by who: String, _ details: [String: String] = [:], outcome: String = AuditEvent.done,
        evidence: [SignedMessage] = []
    ) {
        self.action = action
        self.who = who
        var kept = details
        if details.count > Self.detailLimit {
            for name in details.keys.sorted()[(Self.detailLimit - 1)...] { kept[name] = nil }
            kept["more"] = "\(details.count - Self.detailLimit + 1)"
        }
        self.details = kept
        self.outcome = outcome
        self.evidence = evidence
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(action.rawValue)
        encoder.append(who)
        encoder.append(list: details.sorted { $0.key < $1.key }) { encoder, detail in
            encoder.append(detail.key)
            encoder.append(detail.value)
        }
        encoder.append(outcome)
        encoder.append(list: evidence) { $0.append($1) }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        action = Action(rawValue: try decoder.string(limit: 64))
        who = try decoder.string(limit: 64)
        let list = try decoder.list(limit: Self.detailLimit) { (d) throws(Problem) in
            (name: try d.string(limit: 64), value: try d.string(limit: 4096))
        }
        guard zip(list, list.dropFirst()).allSatisfy({ $0.name < $1.name }) else { throw decoder.malformed("order") }
        details = Dictionary(list.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        outcome = try decoder.string(limit: 128)
        evidence = try decoder.list(limit: 16) { (d) throws(Problem) in
            try d.message(SignedMessage.self, limit: 1 << 16)
        }
    }
}

extension AuditEvent.Action {
    /// The node began to serve the study.
    public static let nodeStarted = Self(rawValue: "node-started")
    /// The node was told to end.
    public static let nodeStopped = Self(rawValue: "node-stopped")
    /// The node stored its part of an upload.
    public static let uploadPrepared = Self(rawValue: "upload-prepared")
    /// An upload became a version of its table.
    public static let uploadCommitted = Self(rawValue: "upload-committed")
    /// A part of an upload that was not finished in time was deleted.
    public static let uploadDiscarded = Self(rawValue: "upload-discarded")
    /// A query passed the checks of this node and waits for its turn.
    public static let queryAccepted = Self(rawValue: "query-accepted")
    /// A query of a party of the study did not pass them.
    public static let queryRefused = Self(rawValue: "query-refused")
    /// The node's part of a result was computed.
    public static let queryDone = Self(rawValue: "query-done")
    /// A query that was accepted ended without a result.
    public static let queryFailed = Self(rawValue: "query-failed")
    /// The state of the study changed, or who may do what in it.
    public static let stateChanged = Self(rawValue: "state-changed")
    /// Another node showed the signed head of its audit.
    public static let headRecorded = Self(rawValue: "head-recorded")
    /// Another node's audit is not the one whose head was recorded before.
    public static let peerRolledBack = Self(rawValue: "peer-rolled-back")
    /// An owner withdrew rows; they are deleted next.
    public static let withdrawalTaken = Self(rawValue: "withdrawal-taken")
    /// The rows of a withdrawal are deleted at this node.
    public static let withdrawalDone = Self(rawValue: "withdrawal-done")
    /// All three nodes have signed that the rows of a withdrawal are deleted.
    public static let withdrawalComplete = Self(rawValue: "withdrawal-complete")
    /// The end of the study is near.
    public static let retentionWarned = Self(rawValue: "retention-warned")
    /// The end of the study has come; its tables are deleted at this node.
    public static let retentionDeleted = Self(rawValue: "retention-deleted")
    /// A copy of the store was made.
    public static let backupMade = Self(rawValue: "backup-made")
    /// The store was put back from a copy.
    public static let nodeRestored = Self(rawValue: "node-restored")
    /// This node agreed that another one is rebuilt.
    public static let rebuildAllowed = Self(rawValue: "rebuild-allowed")
    /// The store was rebuilt from the two other nodes; entries between may be lost.
    public static let nodeRebuilt = Self(rawValue: "node-rebuilt")
}
