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
        /// A node's name.
        let name: @Sendable (Role) -> String
        /// The versions to run on; throws where a table is not visible.
        let versions: @Sendable (Plan) throws(Problem) -> [TableReference]
        /// Runs a job on a thread of its own and calls `finish` at its end.
        let run: @Sendable (Job, UInt32, [TableReference]) -> Void
    }

    private struct State {
        var jobs: [Digest: Job] = [:]
        /// First node: jobs that all three have, in order.
        var queue: [Digest] = []
        /// First node: jobs that were started and have not ended everywhere.
        var running: Set<Digest> = []
        /// First node: offers of jobs that the analyst has not sent here yet.
        var early: [Digest: (roles: Set<Role>, since: ContinuousClock.Instant)] = [:]
        var isClosing = false
    }

    private let role: Role
    private let limits: Limits
    private let surroundings: Surroundings
    private let state = Mutex(State())

    private var isFirst: Bool { role == .first }

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

    // MARK: From the other nodes

    /// Takes a control message about a job. Messages that make no sense for this role are ignored.
    func receive(_ message: ControlMessage, from peer: Role) {
        let effects: Effects = state.withLock { state in
            switch message {
            case .offer(let id) where isFirst: return offered(id, by: peer, &state)
            case .ended(let id) where isFirst: return endedElsewhere(id, by: peer, &state)
            case .withdraw(let id, let reason) where isFirst: return withdrawn(id, reason, &state)
            case .queued(let id, let place) where peer == .first:
                guard state.jobs[id]?.isOver == false else { return [] }
                state.jobs[id]?.isQueued = true
                state.jobs[id]?.status = .waiting(place: place)
                return []
            case .drop(let id, let reason) where peer == .first:
                return end(id, .failed(reason), &state)
            case .start(let id, let attempt, let tables) where peer == .first:
                guard let job = state.jobs[id], !job.isOver, !job.isRunning else {
                    return [.send(.ended(job: id), .first)]
                }
                state.jobs[id]?.status = .running
                return [.run(job, attempt, tables)]
            default: return []
            }
        }
        perform(effects)
    }

    /// Another node is connected: offers that it may have lost are made again.
    func connected(to peer: Role) {
        guard !isFirst, peer == .first else { return }
        let effects: Effects = state.withLock { state in
            let waiting = state.jobs.values.filter { !$0.isOver && !$0.isRunning }
            for job in waiting {
                state.jobs[job.id]?.isQueued = false
                state.jobs[job.id]?.waitingSince = .now
            }
            return waiting.map { .send(.offer(job: $0.id), .first) }
        }
        perform(effects)
    }

    /// The connection to another node is gone: what it offered is void, and its part of running jobs has ended.
    func disconnected(from peer: Role) {
        let effects: Effects = state.withLock { state in
            guard isFirst else {
                for id in state.jobs.keys where state.jobs[id]?.isOver == false { state.jobs[id]?.waitingSince = .now }
                return []
            }
            for id in state.queue {
                state.jobs[id]?.offers.remove(peer)
                state.jobs[id]?.waitingSince = .now
            }
            state.queue.removeAll { state.jobs[$0]?.offers.contains(peer) != true }
            for id in state.jobs.keys { state.jobs[id]?.offers.remove(peer) }
            for id in state.early.keys { state.early[id]?.roles.remove(peer) }
            return state.running.flatMap { endedElsewhere($0, by: peer, &state) }
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
                let reason = notReached([surroundings.name(role)])
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

    /// Cancels whatever runs.
    func cancelAll(reason: Problem) {
        for id in state.withLock({ Array($0.jobs.keys) }) { cancel(id, analyst: nil, reason: reason) }
    }
}

// MARK: What happens outside the lock

extension JobBoard {
    private enum Effect {
        case send(ControlMessage, Role)
        case run(Job, UInt32, [TableReference])
        case cancel(Job, Problem)
        case answer(CheckedContinuation<JobStatus, Never>, JobStatus)
    }
    private typealias Effects = [Effect]

    private func perform(_ effects: Effects) {
        for effect in effects {
            switch effect {
            case .send(let message, let peer): surroundings.send(message, peer)
            case .run(let job, let attempt, let tables): surroundings.run(job, attempt, tables)
            case .cancel(let job, let reason): job.cancellation.cancel(reason: reason)
            case .answer(let continuation, let status): continuation.resume(returning: status)
            }
        }
    }
}

// MARK: Transitions, under the lock

extension JobBoard {
    private func offered(_ id: Digest, by peer: Role, _ state: inout State) -> Effects {
        guard let job = state.jobs[id] else {
            guard state.early.count < 10_000 else { return [] }
            var early = state.early[id] ?? ([], .now)
            early.roles.insert(peer)
            state.early[id] = early
            return []
        }
        if job.isOver {
            guard case .failed(let reason) = job.status else { return [] }
            return [.send(.drop(job: id, reason: reason), peer)]
        }
        state.jobs[id]?.offers.insert(peer)
        return queueIfComplete(id, &state)
    }

    private func queueIfComplete(_ id: Digest, _ state: inout State) -> Effects {
        guard let job = state.jobs[id], job.offers.count == Role.allCases.count, !job.isRunning, !job.isOver else {
            return []
        }
        if !state.queue.contains(id) { state.queue.append(id) }
        let place = (state.queue.firstIndex(of: id) ?? 0) + 1
        state.jobs[id]?.isQueued = true
        state.jobs[id]?.status = .waiting(place: place)
        let started = startNext(&state)
        guard state.jobs[id]?.isRunning == false else { return started }
        return started + others.map { .send(.queued(job: id, place: place), $0) }
    }

    private func startNext(_ state: inout State) -> Effects {
        var effects: Effects = []
        while state.running.count < limits.atOnce, !state.queue.isEmpty {
            let id = state.queue.removeFirst()
            guard let job = state.jobs[id], !job.isOver else { continue }
            do throws(Problem) {
                let tables = try surroundings.versions(job.plan)
                state.running.insert(id)
                state.jobs[id]?.status = .running
                effects += others.map { .send(.start(job: id, attempt: 1, tables: tables), $0) }
                effects.append(.run(job, 1, tables))
            } catch {
                effects += end(id, .failed(error), &state)
                effects += others.map { .send(.drop(job: id, reason: error), $0) }
            }
        }
        return effects
    }

    private func endedElsewhere(_ id: Digest, by peer: Role, _ state: inout State) -> Effects {
        guard state.running.contains(id) else { return [] }
        state.jobs[id]?.endedBy.insert(peer)
        let endedBy = state.jobs[id]?.endedBy ?? Set(Role.allCases)
        let left = Role.allCases.filter { !endedBy.contains($0) && ($0 == role || surroundings.isConnected($0)) }
        guard left.isEmpty else { return [] }
        state.running.remove(id)
        return startNext(&state)
    }

    private func withdrawn(_ id: Digest, _ reason: Problem, _ state: inout State) -> Effects {
        state.early[id] = nil
        guard let job = state.jobs[id], !job.isOver, !job.isRunning else { return [] }
        return end(id, .failed(reason), &state) + dropEverywhere(id, reason, &state)
    }

    private func dropEverywhere(_ id: Digest, _ reason: Problem, _ state: inout State) -> Effects {
        state.queue.removeAll { $0 == id }
        return others.map { .send(.drop(job: id, reason: reason), $0) } + startNext(&state)
    }

    /// The job has ended here with this status; whoever waited is told.
    private func end(_ id: Digest, _ status: JobStatus, _ state: inout State) -> Effects {
        guard let job = state.jobs[id], !job.isOver else { return [] }
        state.jobs[id]?.status = status
        state.jobs[id]?.ended = .now
        state.jobs[id]?.waiters = []
        return job.waiters.map { .answer($0.answer, status) }
    }

    private var others: [Role] { Role.allCases.filter { $0 != role } }

    /// Why a waiting job has waited too long, if it has.
    private func overdue(_ job: Job, _ now: ContinuousClock.Instant) -> Problem? {
        guard now - job.waitingSince > limits.reach else { return nil }
        if isFirst {
            guard job.offers.count < Role.allCases.count else { return nil }
            return notReached(Role.allCases.filter { !job.offers.contains($0) }.map(surroundings.name))
        }
        if !surroundings.isConnected(.first) { return notReached([surroundings.name(.first)]) }
        return job.isQueued ? nil : notReached([surroundings.name(.first)])
    }

    private func notReached(_ names: [String]) -> Problem {
        Problem(
            "not-reached",
            "the query did not reach \(names.joined(separator: " and ")) within \(limits.reach.components.seconds) s",
            mend: "check that these nodes run and can be reached, and ask again", kind: .tryAgain)
    }
}
