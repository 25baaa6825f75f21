import Synchronization
public import Wire

/// Ends a job from another thread: a thread that waits for a peer on the job's behalf wakes at once.
public final class JobCancellation: Sendable {
    private struct State {
        var reason: Problem?
        var bells: [ObjectIdentifier: Doorbell] = [:]
    }

    private let flag = Atomic(false)
    private let state = Mutex(State())

    /// Not cancelled.
    public init() {}

    /// Ends the job. Only the first reason counts.
    public func cancel(reason: Problem) {
        let bells = state.withLock { state in
            if state.reason == nil { state.reason = reason }
            return Array(state.bells.values)
        }
        flag.store(true, ordering: .releasing)
        for bell in bells { bell.ring() }
    }

    /// Whether the job was cancelled.
    public var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Why it was cancelled.
    public var reason: Problem? { state.withLock { $0.reason } }

    /// Rings the bell on cancellation, at once if that has been.
    func add(_ bell: Doorbell) {
        let isLate = state.withLock { state in
            state.bells[ObjectIdentifier(bell)] = bell
            return state.reason != nil
        }
        if isLate { bell.ring() }
    }

    func remove(_ bell: Doorbell) {
        state.withLock { $0.bells[ObjectIdentifier(bell)] = nil }
    }
}
