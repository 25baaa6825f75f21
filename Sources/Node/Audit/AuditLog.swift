import Dispatch
import Identity
import Primitives
import Store
import Study
import Synchronization
import Wire

/// The audit of one study at one node: signs each event, chains it to the one before, and stores it.
///
/// Safe from any thread; the order of the calls is the order of the chain.
final class AuditLog: Sendable {
    private struct State {
        /// The number of the next entry.
        var count: UInt64
        /// The digest of the last one.
        var last: Digest
        /// Signed entries that are not stored yet, the last of them being `count - 1`.
        var pending: [SignedMessage] = []
    }

    private let study: Digest
    private let keys: PartyKeys
    private let store: SQLiteShareStore
    private let clock: @Sendable () -> UInt64
    private let state: Mutex<State>
    /// Writes, one after the other.
    private let writer = DispatchQueue(label: "audit")

    init(
        study: Digest, keys: PartyKeys, store: SQLiteShareStore, clock: @escaping @Sendable () -> UInt64
    ) throws(Problem) {
        self.study = study
        self.keys = keys
        self.store = store
        self.clock = clock
        var state = State(count: 0, last: AuditEntry.beginning(study: study, node: keys.name))
        if let signed = try store.lastAuditEntry() {
            state.count = try AuditEntry(wireBytes: signed.payload).number + 1
            state.last = AuditEntry.digest(of: signed)
        }
        self.state = Mutex(state)
    }

    /// Adds an event; it is on the disk when this returns.
    ///
    /// - Throws: `Problem` of the store; the event is then kept, and written with the next one.
    func append(_ event: AuditEvent) throws(Problem) {
        enter(event)
        try write()
    }

    /// Adds an event that nobody waits for: written as soon as may be, in its place of the order.
    func note(_ event: AuditEvent) {
        enter(event)
        writer.async { [self] in try? writePending() }
    }

    /// The head of what is stored, signed.
    func signedHead() throws(Problem) -> SignedMessage {
        let (count, last) = state.withLock { ($0.count, $0.last) }
        // What was promised to others must not be lost when this node is killed.
        try write()
        return .sign(AuditHead(study: study, node: keys.name, count: count, last: last), by: keys)
    }

    /// Whether this audit holds what a head says; a head of an audit that is longer, or went another way, it does not.
    func holds(_ head: AuditHead) throws(Problem) -> Bool {
        guard head.count > 0 else { return true }
        try write()
        let (count, last) = state.withLock { ($0.count, $0.last) }
        guard head.count < count else { return head.count == count && head.last == last }
        guard let signed = try store.audit(from: head.count, limit: 1).first else { return false }
        let next = try AuditEntry(wireBytes: signed.payload)
        if next.number == head.count { return next.previous == head.last }
        // What lay between was lost, and the others have agreed to it.
        return next.event.action == .nodeRebuilt
    }

    private func enter(_ event: AuditEvent) {
        state.withLock { state in
            let entry = AuditEntry(
                study: study, node: keys.name, number: state.count, previous: state.last, instant: clock(), event: event
            )
            let signed = SignedMessage.sign(entry, by: keys)
            state.count += 1
            state.last = AuditEntry.digest(of: signed)
            state.pending.append(signed)
        }
    }

    private func write() throws(Problem) {
        let result = writer.sync { Result { () throws(Problem) in try writePending() } }
        try result.get()
    }

    /// On the writer's queue: stores what is pending. What could not be stored stays pending.
    private func writePending() throws(Problem) {
        let (entries, first) = state.withLock { ($0.pending, $0.count - UInt64($0.pending.count)) }
        guard !entries.isEmpty else { return }
        try store.appendAudit(entries, from: first)
        state.withLock { $0.pending.removeFirst(entries.count) }
    }
}
