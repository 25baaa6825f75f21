import Identity
import Logging
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Wire

/// The audit of one study at one node among those of the two others: each shows the others its signed head at the end of each job
/// and whenever they meet, and keeps what it was shown.
///
/// A node whose store was put back to an earlier state learns it when it meets another: that node holds a head which it
/// signed itself, and which its audit does not reach any more. It then serves nothing until it was rebuilt.
final class AuditDesk: Sendable {
    let log: AuditLog
    private let study: Study
    private let role: Role
    let store: SQLiteShareStore
    private let control: ControlLinks
    private let logger: Logger
    private let trouble = Mutex<[Role: Problem]>([:])
    /// Nodes that showed less than before and were asked for their head again.
    private let doubted = Mutex<Set<Role>>([])
    private let lastLook = Mutex<ContinuousClock.Instant?>(nil)
    private static let lookInterval = Duration.seconds(5)
    /// Heads leave in the order in which they were made.
    private let sending = Mutex(())

    init(study: Study, role: Role, log: AuditLog, store: SQLiteShareStore, control: ControlLinks, logger: Logger) {
        self.study = study
        self.role = role
        self.log = log
        self.store = store
        self.control = control
        self.logger = logger
    }

    private var name: String { study.node(role).name }

    /// Keeps an event; one that cannot be stored now is stored with the next one, and the operator is told.
    func append(_ event: AuditEvent) {
        do throws(Problem) {
            try log.append(event)
        } catch {
            logger.error("audit not stored", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
        }
    }

    /// Refuses work while this node, or another as far as is known here, is not in the state that it was in before.
    ///
    /// - Throws: `Problem` "node-rolled-back".
    func checkServing() throws(Problem) {
        let problems = trouble.withLock { $0 }
        if let problem = problems[role] ?? problems.values.first { throw problem }
    }

    /// Called a few times a second: what commands left for this node is written down.
    func tick(now: ContinuousClock.Instant = .now) {
        let isDue = lastLook.withLock { last in
            if let last, now - last < Self.lookInterval { return false }
            last = now
            return true
        }
        if isDue { noteCommands(by: name) }
    }

    /// Entries for a member of the study, the oldest first.
    func entries(from first: UInt64, limit: Int) throws(Problem) -> [SignedMessage] {
        try store.audit(from: first, limit: limit)
    }

    // MARK: Heads

    /// Shows this node's head to both others.
    func showHead() {
        sending.withLock { _ in
            if let head = head() { control.broadcast(.auditHead(head)) }
        }
    }

    /// Another node is connected: it is shown this node's head, and the last that this node has seen of its own.
    func connected(to peer: Role) {
        answer(peer)
        if let seen = try? store.head(of: study.node(peer).name) { control.send(.auditWitness(seen), to: peer) }
    }

    private func answer(_ peer: Role) {
        sending.withLock { _ in
            if let head = head() { control.send(.auditHead(head), to: peer) }
        }
    }

    private func head() -> SignedMessage? {
        do throws(Problem) {
            return try log.signedHead()
        } catch {
            logger.error("audit not stored", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
            return nil
        }
    }

    /// Takes heads of other nodes, and what they have seen of this one.
    func receive(_ message: ControlMessage, from peer: Role) {
        do throws(Problem) {
            switch message {
            case .auditHead(let signed): try record(signed, of: peer)
            case .auditWitness(let signed): try compare(signed, shownBy: peer)
            default: break
            }
        } catch {
            logger.warning("audit head not taken", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
        }
    }

    private func record(_ signed: SignedMessage, of peer: Role) throws(Problem) {
        let node = study.node(peer)
        let head = try AuditHead(signed, of: node.card, study: study.identity)
        if let known = try store.head(of: node.name) {
            let before = try AuditHead(signed: known)
            guard head == before || head.count > before.count else {
                return fallenBehind(peer, known: known, shown: signed)
            }
            settle(peer)
            if head == before { return }
        }
        try store.setHead(signed)
        log.note(
            AuditEvent(
                .headRecorded, by: node.name, ["count": "\(head.count)", "last": head.last.hex], evidence: [signed]))
    }

    private func settle(_ peer: Role) {
        _ = doubted.withLock { $0.remove(peer) }
        trouble.withLock { $0[peer] = nil }
    }

    /// A node shows a head that is behind the one it showed before. The first may have been overtaken on its way.
    private func fallenBehind(_ peer: Role, known: SignedMessage, shown: SignedMessage) {
        let isFirst = doubted.withLock { $0.insert(peer).inserted }
        control.send(.auditWitness(known), to: peer)
        guard !isFirst else { return }
        let node = study.node(peer).name
        let problem = Self.rolledBack(node, what: "is not in the state that it was in before")
        let isNew = trouble.withLock { $0.updateValue(problem, forKey: peer) == nil }
        guard isNew else { return }
        logger.error("audit of a peer is behind", metadata: ["node": "\(node)"])
        log.note(AuditEvent(.peerRolledBack, by: node, outcome: problem.code, evidence: [known, shown]))
    }

    /// Another node shows a head that this node signed.
    private func compare(_ signed: SignedMessage, shownBy peer: Role) throws(Problem) {
        let head = try AuditHead(signed, of: study.node(role).card, study: study.identity)
        answer(peer)
        guard try !log.holds(head) else { return }
        let problem = Self.rolledBack(
            name, what: "was put back to an earlier state: \(study.node(peer).name) has seen more of its audit")
        let isNew = trouble.withLock { $0.updateValue(problem, forKey: role) == nil }
        if isNew { logger.critical("\(problem.what)", metadata: ["code": "\(problem.code)"]) }
    }

    private static func rolledBack(_ node: String, what: String) -> Problem {
        Problem(
            "node-rolled-back", "the node \(node) \(what)", at: "node \(node)",
            mend: "its operator rebuilds it from the other two: trefoil node rebuild", kind: .refused)
    }
}

extension AuditHead {
    /// A head that was checked when it was stored.
    fileprivate init(signed: SignedMessage) throws(Problem) { try self.init(wireBytes: signed.payload) }
}
