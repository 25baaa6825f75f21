import Identity
public import Primitives
public import Wire

/// An audit whose every entry is signed by its node and names the one before.
public struct VerifiedAudit: Sendable {
    /// The node.
    public let node: String
    /// The study.
    public let study: Digest
    /// The entries, the oldest first.
    public let entries: [AuditEntry]
    /// The digest of each entry as it was signed, by its number.
    let digests: [UInt64: Digest]
    /// How many entries the chain has, those counted that were lost when the node was rebuilt.
    public var count: UInt64 { (entries.last?.number ?? 0) + 1 }
    /// The heads of the other nodes that the entries hold, in their order, each with the number of its entry.
    public let heads: [(entry: UInt64, head: AuditHead)]

    /// Checks a file on its own.
    ///
    /// - Throws: `Problem` "audit-broken" that names the first entry that does not hold.
    public init(_ export: AuditExport) throws(Problem) {
        guard export.cards.count == 3, let card = export.cards.first(where: { $0.name == export.node }) else {
            throw Self.broken("the file does not hold the cards of the study's nodes", export.node, nil)
        }
        guard !export.entries.isEmpty else { throw Self.broken("the file holds no entry", export.node, nil) }
        var entries: [AuditEntry] = []
        var digests: [UInt64: Digest] = [:]
        var heads: [(entry: UInt64, head: AuditHead)] = []
        var previous = AuditEntry.beginning(study: export.study, node: export.node)
        var number: UInt64 = 0
        for signed in export.entries {
            let entry = try Self.entry(signed, number: number, card: card, export)
            if entry.number != number || entry.previous != previous { try Self.checkRebuilt(entry, at: number, export) }
            for head in try Self.heads(in: entry, export) { heads.append((entry.number, head)) }
            previous = AuditEntry.digest(of: signed)
            number = entry.number + 1
            entries.append(entry)
            digests[entry.number] = previous
        }
        node = export.node
        study = export.study
        self.entries = entries
        self.digests = digests
        self.heads = heads
    }

    private static func entry(
        _ signed: SignedMessage, number: UInt64, card: PartyCard, _ export: AuditExport
    ) throws(Problem) -> AuditEntry {
        guard signed.signer == card.name, signed.isValid(key: card.signingKey) else {
            throw broken("the entry is not signed by the node", export.node, Int(number))
        }
        let entry = try AuditEntry(wireBytes: signed.payload)
        guard entry.study == export.study, entry.node == export.node else {
            throw broken("the entry belongs to another study or node", export.node, Int(number))
        }
        return entry
    }

    /// A chain may go on elsewhere only where both other nodes have signed from where.
    private static func checkRebuilt(_ entry: AuditEntry, at number: UInt64, _ export: AuditExport) throws(Problem) {
        let continuation = RebuildConsent.continuation(
            entry.event.evidence, of: export.node, study: export.study, cards: export.cards)
        guard entry.event.action == .nodeRebuilt, let continuation, entry.number == continuation.count,
            entry.previous == continuation.last, entry.number >= number
        else { throw broken("the entry does not follow the one before it", export.node, Int(number)) }
    }

    /// The heads of other nodes in an entry, each with its node's signature checked.
    private static func heads(in entry: AuditEntry, _ export: AuditExport) throws(Problem) -> [AuditHead] {
        guard [.headRecorded, .peerRolledBack].contains(entry.event.action) else { return [] }
        var heads: [AuditHead] = []
        for signed in entry.event.evidence {
            guard let card = export.cards.first(where: { $0.name == signed.signer }),
                let head = try? AuditHead(signed, of: card, study: export.study)
            else {
                throw broken(
                    "the head of another node in it is not signed by that node", export.node, Int(entry.number))
            }
            heads.append(head)
        }
        return heads
    }

    static func broken(_ what: String, _ node: String, _ number: Int?) -> Problem {
        Problem(
            "audit-broken", "the audit has been changed: \(what)",
            at: number.map { "node \(node), entry \($0)" } ?? "node \(node)",
            mend: "do not rely on it; export it again, and let the three operators compare what they hold",
            kind: .refused
        )
    }
}

extension VerifiedAudit {
    /// Checks this audit against the heads that another node recorded of it.
    ///
    /// - Returns: how many heads fit.
    /// - Throws: `Problem` "audit-cut" where entries are missing at the end, "audit-rewritten" where others stand there.
    public func check(against other: VerifiedAudit) throws(Problem) -> Int {
        let recorded = other.heads.filter { $0.head.node == node }
        for (entry, head) in recorded where head.count > 0 {
            let place =
                "node \(node), \(entries.count) entries; head of \(head.count) in entry \(entry) of \(other.node)"
            guard head.count <= count else {
                throw Problem(
                    "audit-cut", "the end of the audit of \(node) is missing: \(other.node) has seen more of it",
                    at: place,
                    mend: "export it again; if it is not longer then, entries were removed at \(node)", kind: .refused)
            }
            // Entries that were lost when the node was rebuilt cannot be compared.
            guard digests[head.count - 1].map({ $0 == head.last }) ?? true else {
                throw Problem(
                    "audit-rewritten", "the audit of \(node) is not the one whose head \(other.node) has seen",
                    at: place,
                    mend: "do not rely on it; entries were rewritten at \(node)", kind: .refused)
            }
        }
        return recorded.count
    }
}
