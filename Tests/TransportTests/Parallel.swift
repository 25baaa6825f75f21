import Foundation
import Synchronization
import Wire

/// Runs a body on several threads of their own and gives the results in order.
func inParallel<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) -> [Result<Value, any Error>] {
    let results = Mutex<[Int: Result<Value, any Error>]>([:])
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        let thread = Thread {
            let result = Result { try body(index) }
            results.withLock { $0[index] = result }
            group.leave()
        }
        thread.start()
    }
    group.wait()
    return results.withLock { results in results.sorted { $0.key < $1.key }.map(\.value) }
}

/// A latch that opens once.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    func wait() {
        semaphore.wait()
        semaphore.signal()
    }
}

extension Result where Failure == any Error {
    /// The problem that the body threw.
    var problem: Problem? {
        guard case .failure(let error) = self else { return nil }
        return error as? Problem
    }
}
