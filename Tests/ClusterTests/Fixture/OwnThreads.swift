import Foundation
import Testing

/// Threads for the tasks of these tests alone.
///
/// Other tests block the threads that tasks share; nodes and clients that had to wait for them could run into their
/// time limits.
final class OwnThreads: TaskExecutor, @unchecked Sendable {
    static let shared = OwnThreads(count: 4)

    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []

    private init(count: Int) {
        for _ in 0..<count {
            let thread = Thread { [unowned self] in
                while true { take().runSynchronously(on: asUnownedTaskExecutor()) }
            }
            thread.stackSize = 2 << 20
            thread.start()
        }
    }

    private func take() -> UnownedJob {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    /// Runs what blocks on a thread of its own.
    static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }
}

/// Runs a test and the tasks below it on ``OwnThreads``.
struct OnOwnThreads: TestTrait, SuiteTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(OwnThreads.shared) { try await function() }
    }
}

extension Trait where Self == OnOwnThreads {
    static var ownThreads: Self { OnOwnThreads() }
}
