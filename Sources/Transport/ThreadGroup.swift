import Foundation

/// The threads of an endpoint, counted so that it can wait for their end.
final class ThreadGroup: @unchecked Sendable {
    private let condition = NSCondition()
    private var count = 0

    /// Starts a thread.
    func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        condition.withLock { count += 1 }
        let thread = Thread { [self] in
            body()
            condition.withLock {
                count -= 1
                condition.broadcast()
            }
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Waits until all threads have ended, at most until the date; says whether they have.
    func waitForAll(until limit: Date) -> Bool {
        condition.withLock {
            while count > 0 {
                guard condition.wait(until: limit) else { return count == 0 }
            }
            return true
        }
    }
}
