import Foundation
import Synchronization

/// Signals as events: a closure on a thread instead of the end of the program.
///
/// Of several objects that wait for the same signal the youngest gets it, until it is gone.
final class StopSignals: Sendable {
    private let numbers: [Int32]
    private let identity: Int

    /// Calls `handler` with the number of each signal that arrives, until the object is gone.
    init(_ numbers: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
        self.numbers = numbers
        identity = SignalRelay.relay.add(numbers, handler)
    }

    deinit { SignalRelay.relay.remove(identity, numbers) }
}

/// The process's one relay: a signal handler may do next to nothing, so it writes the number into a pipe, which a thread
/// reads.
private final class SignalRelay: Sendable {
    static let relay = SignalRelay()

    private struct Waiting {
        let identity: Int
        let handler: @Sendable (Int32) -> Void
    }

    private struct State {
        var waiting: [Int32: [Waiting]] = [:]
        var last = 0
    }

    /// Written once, before the first handler is installed.
    nonisolated(unsafe) private static var writeEnd: Int32 = -1
    private let state = Mutex(State())

    private init() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        Self.writeEnd = ends[1]
        let readEnd = ends[0]
        Thread.detachNewThread { [self] in
            var number: UInt8 = 0
            while true {
                let count = read(readEnd, &number, 1)
                if count < 0, errno == EINTR { continue }
                guard count == 1 else { return }
                let handler = state.withLock { $0.waiting[Int32(number)]?.last?.handler }
                handler?(Int32(number))
            }
        }
    }

    func add(_ numbers: [Int32], _ handler: @escaping @Sendable (Int32) -> Void) -> Int {
        let identity = state.withLock { state in
            state.last += 1
            for number in numbers {
                state.waiting[number, default: []].append(Waiting(identity: state.last, handler: handler))
            }
            return state.last
        }
        numbers.forEach(Self.install)
        return identity
    }

    func remove(_ identity: Int, _ numbers: [Int32]) {
        state.withLock { state in
            for number in numbers { state.waiting[number]?.removeAll { $0.identity == identity } }
        }
    }

    private static func install(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalRelay.writeEnd, &byte, 1)
            errno = before
        }
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        sigaction(number, &action, nil)
    }
}
