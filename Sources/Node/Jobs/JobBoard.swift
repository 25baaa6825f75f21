import Identity
import Language
import Messages
import Primitives
import SecretSharing
import Synchronization
import Transport
import Wire

/// The jobs of one study at one node, in one order on all three nodes.
///
/// The first node collects an offer of each node for every job, queues the job when it has all three, and starts the
/// jobs in that order, a stated number at once. So a job runs at all nodes or at none, and no two nodes wait for each other.
final class JobBoard: Sendable {
    /// How many jobs may run and wait.
    struct Limits: Sendable {
        var atOnce = 4
        var waiting = 1_000
        /// How long a query may be missing at a node before the job ends.
        var reach: Duration = .seconds(10)
        /// How long a finished job can be asked for.
        var keep: Duration = .seconds(120)
    }

    /// What the board needs from the node around it.
    struct Surroundings: Sendable {
        /// Sends to a node, if it is connected.
        let send: @Sendable (ControlMessage, Role) -> Void
        /// Whether a node is connected.
        let isConnected: @Sendable (Role) -> Bool
        /// Why a node is not connected, as far as that is known.
        let trouble: @Sendable (Role) -> Problem?
        /// A node's name.
        let name: @Sendable (Role) -> String
        /// The versions to run on; throws where a table is not visible.
        let versions: @Sendable (Plan) throws(Problem) -> [TableReference]
        /// Runs a job on a thread of its own and calls `finish` at its end.
        let run: @Sendable (Job, UInt32, [TableReference]) -> Void
        /// Told of a job that ended without having been run here.
        let dropped: @Sendable (Job, JobStatus) -> Void
    }

    struct State {
        var jobs: [Digest: Job] = [:]
        /// First node: jobs that all three have, in order.
        var queue: [Digest] = []
        /// First node: jobs that were started and have not ended everywhere.
        var running: Set<Digest> = []
        /// First node: offers of jobs that the analyst has not sent here yet.
        var early: [Digest: (roles: Set<Role>, since: ContinuousClock.Instant)] = [:]
        var isClosing = false
    }

    let role: Role
    let limits: Limits
    let surroundings: Surroundings
    let state = Mutex(State())

    var isFirst: Bool { role == .first }

    init(role: Role, limits: Limits, surroundings: Surroundings) {
        self.role = role
        self.limits = limits
        self.surroundings = surroundings
    }

    // MARK: From the analyst

    /// Takes a query; the same query again is the same job.
    func submit(_ job: Job) throws(Problem) {
        let limit = limits.waiting
        let outcome: Result<Effects, Problem> = state.withLock { state in
            if state.jobs[job.id] != nil { return .success([]) }
            if state.isClosing {
                return .failure(
                    Problem("node-stopping", "the node is shutting down", mend: "ask again later", kind: .tryAgain))
            }
            guard state.jobs.values.count(where: { !$0.isOver }) < limit else {
                return .failure(
                    Problem(
                        "too-many-jobs", "\(limit) queries are waiting at this node already",
                        mend: "ask again in a while", kind: .tryAgain))
            }
            var job = job
            guard isFirst else {
                state.jobs[job.id] = job
                return .success([.send(.offer(job: job.id), .first)])
            }
            job.offers = [role]
            if let early = state.early.removeValue(forKey: job.id) { job.offers.formUnion(early.roles) }
            state.jobs[job.id] = job
            return .success(queueIfComplete(job.id, &state))
        }
        perform(try outcome.get())
    }

    /// The job's status, at once if it has ended, else when it ends or when the time is over.
    func status(_ id: Digest, analyst: String, wait: Duration) async throws(Problem) -> JobStatus {
        let known = state.withLock { $0.jobs[id].map { ($0.analyst, $0.status, $0.isOver) } }
        guard let (owner, status, isOver) = known, owner == analyst else {
            throw Problem(
                "unknown-job", "this node knows no such query of yours",
                mend: "ask again; finished queries are kept for \(limits.keep.components.seconds) s")
        }
        if isOver || wait <= .zero { return status }
        let deadline = ContinuousClock.now + wait
        return await withCheckedContinuation { continuation in
            let atOnce: JobStatus? = state.withLock { state in
                guard let job = state.jobs[id], !job.isOver else { return state.jobs[id]?.status ?? status }
                state.jobs[id]?.waiters.append(Job.Waiter(deadline: deadline, answer: continuation))
                return nil
            }
            if let atOnce { continuation.resume(returning: atOnce) }
        }
    }

    /// Ends a job early, wherever it stands.
    func cancel(_ id: Digest, analyst: String?, reason: Problem) {
        let effects: Effects = state.withLock { state in
            guard let job = state.jobs[id], !job.isOver, analyst == nil || job.analyst == analyst else { return [] }
            if job.isRunning { return [.cancel(job, reason)] }
            var effects = end(id, .failed(reason), &state)
            effects +=
                isFirst ? dropEverywhere(id, reason, &state) : [.send(.withdraw(job: id, reason: reason), .first)]
            return effects
        }
        perform(effects)
    }

    // MARK: From the job's thread and the clock

    /// The job's thread has ended.
    func finish(_ id: Digest, _ status: JobStatus) {
        let effects: Effects = state.withLock { state in
            var effects = end(id, status, &state)
            effects += isFirst ? endedElsewhere(id, by: role, &state) : [.send(.ended(job: id), .first)]
            return effects
        }
        perform(effects)
    }

    /// Called a few times a second: queries that did not reach all nodes, requests that have waited long enough, old jobs.
    func tick(now: ContinuousClock.Instant = .now) {
        let effects: Effects = state.withLock { state in
            var effects: Effects = []
            for job in state.jobs.values where !job.isOver && !job.isRunning {
                guard let reason = overdue(job, now) else { continue }
                effects += end(job.id, .failed(reason), &state)
                effects += isFirst ? dropEverywhere(job.id, reason, &state) : []
            }
            for (id, early) in state.early where now - early.since > limits.reach {
                state.early[id] = nil
                let reason = notReached([role])
                effects += early.roles.map { .send(.drop(job: id, reason: reason), $0) }
            }
            for id in Array(state.jobs.keys) {
                guard let job = state.jobs[id] else { continue }
                if let ended = job.ended, now - ended > limits.keep { state.jobs[id] = nil }
                effects += job.waiters.filter { $0.deadline <= now }.map { .answer($0.answer, job.status) }
                state.jobs[id]?.waiters.removeAll { $0.deadline <= now }
            }
            return effects
        }
        perform(effects)
    }

    /// No new jobs; those that wait end, those that run are given their time. Returns how many still run.
    func close() -> Int {
        let reason = Problem("node-stopping", "the node is shutting down", mend: "ask again later", kind: .tryAgain)
        let (waiting, running) = state.withLock { state in
            state.isClosing = true
            let open = state.jobs.values.filter { !$0.isOver }
            return (open.filter { !$0.isRunning }.map(\.id), open.count(where: \.isRunning))
        }
        for id in waiting { cancel(id, analyst: nil, reason: reason) }
        return running
    }

    /// How many jobs run here.
    var runningCount: Int { state.withLock { $0.jobs.values.count(where: \.isRunning) } }

    /// Ends the jobs that something forbids now.
    func cancel(where objection: (Job) -> Problem?) {
        for job in state.withLock({ $0.jobs.values.filter { !$0.isOver } }) {
            if let reason = objection(job) { cancel(job.id, analyst: nil, reason: reason) }
        }
    }

    /// Cancels whatever runs.
    func cancelAll(reason: Problem) {
        for id in state.withLock({ Array($0.jobs.keys) }) { cancel(id, analyst: nil, reason: reason) }
    }
}
