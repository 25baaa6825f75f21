import Messages
import Primitives
import SecretSharing
import Wire

// How jobs go from one state to the next; under the lock.
extension JobBoard {
    func offered(_ id: Digest, by peer: Role, _ state: inout State) -> Effects {
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

    func queueIfComplete(_ id: Digest, _ state: inout State) -> Effects {
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

    func startNext(_ state: inout State) -> Effects {
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

    func endedElsewhere(_ id: Digest, by peer: Role, _ state: inout State) -> Effects {
        guard state.running.contains(id) else { return [] }
        state.jobs[id]?.endedBy.insert(peer)
        let endedBy = state.jobs[id]?.endedBy ?? Set(Role.allCases)
        let left = Role.allCases.filter { !endedBy.contains($0) && ($0 == role || surroundings.isConnected($0)) }
        guard left.isEmpty else { return [] }
        state.running.remove(id)
        return startNext(&state)
    }

    func withdrawn(_ id: Digest, _ reason: Problem, _ state: inout State) -> Effects {
        state.early[id] = nil
        guard let job = state.jobs[id], !job.isOver, !job.isRunning else { return [] }
        return end(id, .failed(reason), &state) + dropEverywhere(id, reason, &state)
    }

    func dropEverywhere(_ id: Digest, _ reason: Problem, _ state: inout State) -> Effects {
        state.queue.removeAll { $0 == id }
        return others.map { .send(.drop(job: id, reason: reason), $0) } + startNext(&state)
    }

    /// The job has ended here with this status; whoever waited is told.
    func end(_ id: Digest, _ status: JobStatus, _ state: inout State) -> Effects {
        guard let job = state.jobs[id], !job.isOver else { return [] }
        state.jobs[id]?.status = status
        state.jobs[id]?.ended = .now
        state.jobs[id]?.waiters = []
        let answers = job.waiters.map { Effect.answer($0.answer, status) }
        return job.isRunning ? answers : answers + [.dropped(job, status)]
    }

    var others: [Role] { Role.allCases.filter { $0 != role } }

    /// Why a waiting job has waited too long, if it has.
    func overdue(_ job: Job, _ now: ContinuousClock.Instant) -> Problem? {
        guard now - job.waitingSince > limits.reach else { return nil }
        if isFirst {
            guard job.offers.count < Role.allCases.count else { return nil }
            return notReached(Role.allCases.filter { !job.offers.contains($0) })
        }
        if !surroundings.isConnected(.first) { return notReached([.first]) }
        return job.isQueued ? nil : notReached([.first])
    }

    func notReached(_ roles: [Role]) -> Problem {
        // Nodes that do not agree will not do so later either.
        let troubles = others.compactMap(surroundings.trouble)
        if let lasting = troubles.first(where: { $0.code == "hello-differs" }) { return lasting }
        let names = roles.map(surroundings.name).joined(separator: " and ")
        return Problem(
            "not-reached", "the query did not reach \(names) within \(limits.reach.components.seconds) s",
            mend: "check that these nodes run and can be reached, and ask again", kind: .tryAgain)
    }
}
