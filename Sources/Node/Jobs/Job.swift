import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Transport
import Wire

/// One query on the job board of one node.
struct Job: Sendable {
    /// The digest of the signed query: the same at all three nodes.
    let id: Digest
    /// Who asked.
    let analyst: String
    /// What is computed.
    let plan: Plan
    /// When the query came from the analyst.
    let received: ContinuousClock.Instant
    /// How it stands.
    var status: JobStatus = .waiting(place: nil)
    /// When it ended.
    var ended: ContinuousClock.Instant?
    /// Whether the first node has put it into the queue.
    var isQueued = false
    /// Since when this node waits for the first one to take the job over.
    var waitingSince: ContinuousClock.Instant
    /// At the first node: who has the query.
    var offers: Set<Role> = []
    /// At the first node: whose part has ended.
    var endedBy: Set<Role> = []
    /// Ends the job early.
    let cancellation = JobCancellation()
    /// Who waits for the end.
    var waiters: [Waiter] = []

    /// A request that waits for the job to end.
    struct Waiter: Sendable {
        let deadline: ContinuousClock.Instant
        let answer: CheckedContinuation<JobStatus, Never>
    }

    var isOver: Bool { ended != nil }

    var isRunning: Bool {
        if case .running = status { return true }
        return false
    }
}
